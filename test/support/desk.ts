import { enterCode, invitePerson } from '../../src/access/index.ts';
import { type Clock, type Database, parseEmailAddress, type Role } from '../../src/core/index.ts';
import { editor } from './actors.ts';
import { askedSignIn } from './sign-in.ts';

/** A browser at the desk: it sends its cookies and where it stands, and follows no redirect. */
export type DeskBrowser = {
  cookie: string;
  get(path: string): Promise<Response>;
  post(path: string, fields: Record<string, string>): Promise<Response>;
};

type Person = { email?: string; roles?: readonly Role[]; name?: string };

/** Somebody of the desk in front of a browser that is signed in, on a site that `servedWeb` serves at `site`. */
export async function signedInBrowser(
  deps: { db: Database; clock: Clock },
  site: string,
  { email = 'ed@example.org', roles = ['editor'], name }: Person = {},
): Promise<DeskBrowser> {
  const address = parseEmailAddress(email);
  await invitePerson(deps, { email: address, roles, by: editor(), ...(name === undefined ? {} : { name }) });
  const session = await enterCode(deps, await askedSignIn(deps, address));
  if (!session) throw new Error(`${email} could not be signed in.`);
  // Tests serve a site whose public address has TLS.
  const cookie = `__Host-quarterly-session=${session}`;
  const send = (path: string, init: RequestInit = {}) =>
    fetch(site + path, {
      redirect: 'manual',
      ...init,
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
    });
  return {
    cookie,
    get: (path) => send(path),
    post: (path, fields) => send(path, { method: 'POST', body: new URLSearchParams(fields) }),
  };
}
