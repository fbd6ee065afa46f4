import { record } from '../acts/index.ts';
import type { Actor, Clock, Database, Db, EmailAddress } from '../core/index.ts';
import { lockPerson, type PersonRow } from './people.store.ts';
import { codeOf, drawSecret, hashOf, type LinkKeys, linkFor } from './secret.ts';
import { insertSignIn } from './sign-in.store.ts';

type Deps = { db: Database; clock: Clock };

/** How long a link and its code may be used. */
export const SIGN_IN_MINUTES = 15;

const expiryOf = (asked: Date) => new Date(asked.getTime() + SIGN_IN_MINUTES * 60_000);

/** Locked, so that a removal at the same moment comes before it, or takes it away. */
async function lockBelonging(tx: Db, email: EmailAddress): Promise<PersonRow | undefined> {
  const person = await lockPerson(tx, email);
  return person?.state === 'removed' ? undefined : person;
}

/** Puts the mail of a sign-in into the post, in the transaction of whoever asked. Its id, to ring for. */
export type PostSignIn = (tx: Db, mail: { to: EmailAddress; signIn: number; at: Date }) => Promise<number>;

/** What goes into the browser that asks, and the mail that was posted, if one was. */
export type AskedSignIn = { browser: string; posted: number | undefined };

/**
 * Somebody wants to sign in. Whether anybody of the desk has the address must not show in what is answered: it would tell
 * strangers who works here.
 */
export function askSignIn(
  { db, clock, keys, post }: Deps & { keys: LinkKeys; post: PostSignIn },
  email: EmailAddress,
): Promise<AskedSignIn> {
  const browser = drawSecret();
  const [signing] = keys;
  if (!signing) throw new Error('No secret key to sign with');
  return db.transaction().execute(async (tx) => {
    const person = await lockBelonging(tx, email);
    if (!person?.email) return { browser, posted: undefined };
    const [at, browserHash] = [clock.now(), hashOf(browser)];
    const link = linkFor(signing, browserHash);
    const signIn = await insertSignIn(tx, {
      person_id: person.id,
      browser_hash: browserHash,
      link_hash: hashOf(link),
      code_hash: hashOf(codeOf(link)),
      asked_at: at,
      expires_at: expiryOf(at),
    });
    return { browser, posted: await post(tx, { to: person.email as EmailAddress, signIn, at }) };
  });
}

/**
 * A link that signs in whatever browser opens it, for whoever stands at the machine: the desk does not hang on the mail.
 * `undefined` when nobody of the desk has the address.
 */
export function printSignIn(
  { db, clock }: Deps,
  { email, by }: { email: EmailAddress; by: Actor },
): Promise<{ link: string; expiresAt: Date } | undefined> {
  return db.transaction().execute(async (tx) => {
    const person = await lockBelonging(tx, email);
    if (!person) return undefined;
    const [link, at] = [drawSecret(), clock.now()];
    const expiresAt = expiryOf(at);
    const hashes = { link_hash: hashOf(link), browser_hash: null, code_hash: null };
    await insertSignIn(tx, { person_id: person.id, ...hashes, asked_at: at, expires_at: expiresAt });
    await record(tx, { act: 'person.link-printed', by, subject: person.id, params: {} }, at);
    return { link, expiresAt };
  });
}
