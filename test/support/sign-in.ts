import { askSignIn, type PostSignIn, signInMail } from '../../src/access/index.ts';
import type { Clock, Database, EmailAddress } from '../../src/core/index.ts';
import { testKeys } from './serve-web.ts';

/** What asking for a sign-in needs, with a post that only remembers. */
export function postedTo(deps: { db: Database; clock: Clock }) {
  const posted: { to: EmailAddress; signIn: number }[] = [];
  const post: PostSignIn = async (_tx, { to, signIn }) => posted.push({ to, signIn });
  return { ...deps, keys: testKeys, post, posted };
}

/** What is in the browser that asked, and what the mail says. */
export type Asked = { browser: string; link: string; code: string };

/** Somebody of the desk asked to sign in, and has read the mail. */
export async function askedSignIn(deps: { db: Database; clock: Clock }, email: EmailAddress): Promise<Asked> {
  const asking = postedTo(deps);
  const { browser } = await askSignIn(asking, email);
  const [sent] = asking.posted;
  const mail = sent && (await signInMail(asking, sent.signIn));
  if (!mail) throw new Error('No mail was posted.');
  return { browser, link: mail.link, code: mail.code };
}
