import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits, as it stands in a cookie or a link; the database keeps its hash alone, so that a copy of it opens nothing. */
export const drawSecret = (): string => randomBytes(32).toString('base64url');

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** First signs, all verify. */
export type LinkKeys = readonly { key: Buffer }[];

/**
 * The secret of a mailed link, made from what the database keeps of the browser that asked and from the installation's key:
 * whichever process sends the mail makes it anew, and until then it stands nowhere.
 */
export const linkFor = ({ key }: { key: Buffer }, browserHash: string): string =>
  createHmac('sha256', key).update(`quarterly desk sign-in 1\n${browserHash}`).digest('base64url');

/** Takes as long whatever differs. */
export const sameHash = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Without vowels, so that it spells nothing, and without what is mistaken for another: 0 and O, 1 and I. */
const SIGNS = '23456789BCDFGHJKLMNPQRSTVWXZ';
const SIGNS_IN_CODE = 8;

/**
 * The code that belongs to a mailed link: 38 bits, so that the few tries which one has are no danger (NIST SP 800-63B-4, 3.1.3.2
 * asks for 20 bits where tries are limited).
 */
export function codeOf(link: string): string {
  const octets = createHmac('sha256', link).update('sign-in code').digest();
  return Array.from(
    { length: SIGNS_IN_CODE },
    (_, at) => SIGNS[octets.readUInt32BE(at * 4) % SIGNS.length],
  ).join('');
}

/** As somebody types it: in any case, with gaps. */
export const readCode = (typed: string): string => typed.toUpperCase().replace(/[\s-]/g, '');
