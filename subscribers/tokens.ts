import { createHmac, timingSafeEqual } from 'node:crypto';
import { type SubscriberId, subscriberId } from '../src/core/index.ts';

/** What a link lets its holder do. A token signed for one purpose is refused for every other. */
export type TokenPurpose = 'unsubscribe' | 'preferences' | 'confirm' | 'address-change' | 'feed';

/** A signing key. Its id travels in the token, so that keys can rotate: the first signs, all verify. */
export type SecretKey = { readonly id: string; readonly key: Buffer };
export type SecretKeys = readonly SecretKey[];

/** `version` must equal the one held for the subscriber where the purpose has one; see `identifyReader`. */
export type TokenClaim = { readonly id: SubscriberId; readonly version?: number; readonly expiresAt?: Date };

export type TokenReading =
  | { readonly state: 'good' | 'expired'; readonly claim: TokenClaim }
  | { readonly state: 'refused' };

/** 16 of the 32 octets: RFC 2104 §5 allows half, and links in plain-text mail stay short. */
const MAC_OCTETS = 16;
/** `key.id[.version[.expiry]].mac`; numbers in base 36, expiry in seconds since 1970. */
const TOKEN =
  /^([A-Za-z0-9_-]{1,32})\.([0-9a-z]{1,11})(?:\.([0-9a-z]{1,7})(?:\.([0-9a-z]{1,9}))?)?\.([\w-]{22})$/;
const TOKEN_FIRST = new RegExp(TOKEN.source.replace(/\$$/, ''));

/** The token at the beginning of a text, by its form alone, and what follows it; `undefined` when there is none. */
export function splitToken(text: string): { token: string; rest: string } | undefined {
  const [token] = TOKEN_FIRST.exec(text) ?? [];
  return token === undefined ? undefined : { token, rest: text.slice(token.length) };
}

const mac = (key: Buffer, purpose: TokenPurpose, signed: string) =>
  createHmac('sha256', key)
    .update(`quarterly token 1\n${purpose}\n${signed}`)
    .digest()
    .toString('base64url', 0, MAC_OCTETS);

/**
 * A compact URL-safe token for one purpose, signed by the first key.
 * `expiresAt` is kept to the second, rounded up.
 */
export function signToken(keys: SecretKeys, purpose: TokenPurpose, claim: TokenClaim): string {
  const [first] = keys;
  if (!first) throw new Error('No secret key to sign with');
  const parts = [first.id, claim.id.toString(36)];
  if (claim.version !== undefined || claim.expiresAt) parts.push((claim.version ?? 0).toString(36));
  if (claim.expiresAt) parts.push(Math.ceil(claim.expiresAt.getTime() / 1000).toString(36));
  const signed = parts.join('.');
  return `${signed}.${mac(first.key, purpose, signed)}`;
}

/** Never throws: a token that is truncated, forged, for another purpose or under an unknown key is `refused`. */
export function readToken(keys: SecretKeys, purpose: TokenPurpose, token: string, now: Date): TokenReading {
  const match = TOKEN.exec(token);
  const key = match && keys.find((candidate) => candidate.id === match[1]);
  if (!match || !key) return { state: 'refused' };
  const [, , id = '', version, expiry, given = ''] = match;
  const expected = mac(key.key, purpose, token.slice(0, token.length - given.length - 1));
  if (!timingSafeEqual(Buffer.from(given), Buffer.from(expected))) return { state: 'refused' };
  const expiresAt = expiry === undefined ? undefined : new Date(Number.parseInt(expiry, 36) * 1000);
  const claim: TokenClaim = {
    id: subscriberId(Number.parseInt(id, 36)),
    ...(version === undefined ? {} : { version: Number.parseInt(version, 36) }),
    ...(expiresAt ? { expiresAt } : {}),
  };
  return { state: expiresAt && expiresAt <= now ? 'expired' : 'good', claim };
}
