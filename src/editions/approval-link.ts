import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { EditionState } from '../core/index.ts';
import type { ApprovalLink } from './approval-links.store.ts';

/** The first makes new tokens; a mail that is made after a change of keys finds the one that made its own. */
export type ApprovalKeys = readonly { key: Buffer }[];

const tokenFrom = (key: Buffer, salt: string) =>
  createHmac('sha256', key).update(`quarterly approval link 1\n${salt}`).digest('base64url');

export const linkHashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A token of 256 bits. The database has its hash alone: whoever copies it opens nothing without the key. */
export function drawLink(keys: ApprovalKeys): { salt: string; token: string; hash: string } {
  const [first] = keys;
  if (!first) throw new Error('No secret key to make a link with');
  const salt = randomBytes(16).toString('base64url');
  const token = tokenFrom(first.key, salt);
  return { salt, token, hash: linkHashOf(token) };
}

/** What stands in the mailed link; `undefined` when the key that made it is not set any more. */
export const linkToken = (
  keys: ApprovalKeys,
  { salt, token_hash }: Pick<ApprovalLink, 'salt' | 'token_hash'>,
): string | undefined =>
  keys.map(({ key }) => tokenFrom(key, salt)).find((token) => linkHashOf(token) === token_hash);

/** `over`: the edition is out, or will never be. */
export type LinkState = 'open' | 'revoked' | 'over';

export function linkState(
  { revoked_at }: Pick<ApprovalLink, 'revoked_at'>,
  { state }: { state: EditionState },
): LinkState {
  if (revoked_at !== null) return 'revoked';
  return state === 'published' || state === 'cancelled' ? 'over' : 'open';
}
