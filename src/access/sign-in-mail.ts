import type { Clock, Db } from '../core/index.ts';
import { codeOf, hashOf, type LinkKeys, linkFor } from './secret.ts';
import { selectOpenSignIn } from './sign-in.store.ts';

/** What the mail of a sign-in says; made as it leaves, so that nothing in the database opens anything. */
export type SignInMail = { link: string; code: string; name: string | null; expiresAt: Date };

/** `undefined` when it would be of no use any more: used, expired, or its person was removed. */
export async function signInMail(
  { db, clock, keys }: { db: Db; clock: Clock; keys: LinkKeys },
  signIn: number,
): Promise<SignInMail | undefined> {
  const found = await selectOpenSignIn(db, signIn, clock.now());
  if (!found?.browser_hash) return undefined;
  const { browser_hash, link_hash, name, expires_at: expiresAt } = found;
  const link = keys.map((key) => linkFor(key, browser_hash)).find((made) => hashOf(made) === link_hash);
  return link === undefined ? undefined : { link, code: codeOf(link), name, expiresAt };
}
