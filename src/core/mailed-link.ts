import { createHash, createHmac, randomBytes } from 'node:crypto';

/** The first makes new tokens; a mail that is made after a change of keys finds the one that made its own. */
export type MailedLinkKeys = readonly { key: Buffer }[];

const tokenFrom = (key: Buffer, purpose: string, salt: string) =>
  createHmac('sha256', key).update(`${purpose}\n${salt}`).digest('base64url');

export const mailedLinkHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/**
 * A token of 256 bits for one purpose. The database has its hash and a salt alone: whoever copies it opens nothing without the key,
 * and whoever has both can write the link into a mail again.
 */
export function drawMailedLink(
  keys: MailedLinkKeys,
  purpose: string,
): { salt: string; token: string; hash: string } {
  const [first] = keys;
  if (!first) throw new Error('No secret key to make a link with');
  const salt = randomBytes(16).toString('base64url');
  const token = tokenFrom(first.key, purpose, salt);
  return { salt, token, hash: mailedLinkHash(token) };
}

/** What stands in the mailed link; `undefined` when the key that made it is not set any more. */
export const mailedLinkToken = (
  keys: MailedLinkKeys,
  purpose: string,
  { salt, token_hash }: { salt: string; token_hash: string },
): string | undefined =>
  keys.map(({ key }) => tokenFrom(key, purpose, salt)).find((token) => mailedLinkHash(token) === token_hash);
