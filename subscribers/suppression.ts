import { createHmac } from 'node:crypto';
import { addressKey, type EmailAddress } from '../src/core/index.ts';
import type { SecretKeys } from './tokens.ts';

/**
 * Why an address must not be imported again. `left`, `erased`: the reader's own will, which their own new sign-up ends.
 * The others hold against a sign-up too, until somebody lifts them.
 */
export type SuppressionReason = 'left' | 'erased' | 'hard bounce' | 'complaint' | 'soft bounces' | 'desk';

export const OWN_WILL: readonly string[] = ['left', 'erased'] satisfies SuppressionReason[];
export const isOwnWill = (reason: string) => OWN_WILL.includes(reason);

/**
 * The keyed hashes of one address, one for each secret key, newest first: `key id:HMAC-SHA256`. Without the secret key
 * nobody can test guesses against the list. New entries use the first; all are looked up, so a retired key must stay in
 * `SECRET_KEYS` as long as its entries are to be honoured.
 */
export function addressHashes(keys: SecretKeys, address: EmailAddress): string[] {
  const mailbox = addressKey(address);
  return keys.map(
    ({ id, key }) =>
      `${id}:${createHmac('sha256', key).update(`quarterly suppression 1\n${mailbox}`).digest('base64url')}`,
  );
}
