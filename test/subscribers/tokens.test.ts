import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { subscriberId } from '../../src/core/index.ts';
import {
  readerLinks,
  readToken,
  type SecretKey,
  signToken,
  type TokenPurpose,
} from '../../subscribers/index.ts';

const PURPOSES: TokenPurpose[] = ['unsubscribe', 'preferences', 'confirm', 'address-change', 'feed'];
const now = new Date('2026-05-05T08:00:00Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const key = (id: string): SecretKey => ({ id, key: randomBytes(32) });
const one = key('k1');
const two = key('k2');

const id = fc.integer({ min: 1, max: 2 ** 50 }).map(subscriberId);
const purpose = fc.constantFrom(...PURPOSES);
const claim = fc.record(
  { id, version: fc.integer({ min: 0, max: 2 ** 31 - 1 }), expiresAt: fc.constant(later(60_000)) },
  { requiredKeys: ['id'] },
);

describe('tokens', () => {
  test('what is signed is read back, for that purpose only', () => {
    fc.assert(
      fc.property(purpose, purpose, claim, (signedFor, readFor, made) => {
        const reading = readToken([one], readFor, signToken([one], signedFor, made), now);
        const read = made.expiresAt ? { ...made, version: made.version ?? 0 } : made;
        expect(reading).toEqual(
          signedFor === readFor ? { state: 'good', claim: read } : { state: 'refused' },
        );
      }),
    );
  });

  test('any other character anywhere, a cut, an addition: refused', () => {
    fc.assert(
      fc.property(purpose, claim, fc.nat(), fc.string({ minLength: 1, maxLength: 3 }), (p, made, at, put) => {
        const token = signToken([one], p, made);
        const cut = at % token.length;
        for (const forged of [
          token.slice(0, cut),
          token.slice(0, cut) + put + token.slice(cut + put.length),
          token.slice(0, cut) + put + token.slice(cut),
          token + put,
        ]) {
          if (forged !== token) expect(readToken([one], p, forged, now).state).toBe('refused');
        }
      }),
    );
  });

  test('swapping the signature of one reader onto another is refused', () => {
    fc.assert(
      fc.property(id, id, (a, b) => {
        fc.pre(a !== b);
        const [mine, theirs] = [a, b].map((each) => signToken([one], 'unsubscribe', { id: each }));
        const swapped = `${mine?.split('.').slice(0, 2).join('.')}.${theirs?.split('.').at(-1)}`;
        expect(readToken([one], 'unsubscribe', swapped, now).state).toBe('refused');
      }),
    );
  });

  test('moving a number between id, version and expiry is refused', () => {
    const [kid, number, version, expiry, mac] = signToken([one], 'confirm', {
      id: subscriberId(7),
      version: 3,
      expiresAt: later(1000),
    }).split('.');
    for (const fields of [
      [kid, number, version, mac],
      [kid, number, mac],
      [kid, version, number, expiry, mac],
      [kid, `0${number}`, version, expiry, mac],
    ]) {
      expect(readToken([one], 'confirm', fields.join('.'), now).state).toBe('refused');
    }
  });

  test('a second spelling of the same signature is refused', () => {
    const token = signToken([one], 'unsubscribe', { id: subscriberId(1) });
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = alphabet.indexOf(token.at(-1) ?? '');
    const respelt = token.slice(0, -1) + alphabet[last + 1];
    expect(Buffer.from(respelt.slice(-22), 'base64url')).toEqual(Buffer.from(token.slice(-22), 'base64url'));
    expect(readToken([one], 'unsubscribe', respelt, now).state).toBe('refused');
  });

  test('keys rotate: the first signs, all verify, a removed one no longer does', () => {
    const old = signToken([one], 'unsubscribe', { id: subscriberId(5) });
    expect(readToken([two, one], 'unsubscribe', old, now).state).toBe('good');
    expect(readToken([two], 'unsubscribe', old, now).state).toBe('refused');
    expect(signToken([two, one], 'unsubscribe', { id: subscriberId(5) })).toMatch(/^k2\./);
    const samePlaceOtherKey = { id: 'k1', key: two.key };
    expect(readToken([samePlaceOtherKey], 'unsubscribe', old, now).state).toBe('refused');
  });

  test('expires at its second, and is then told apart from a forgery', () => {
    const token = signToken([one], 'confirm', { id: subscriberId(5), version: 1, expiresAt: later(1000) });
    expect(readToken([one], 'confirm', token, later(999)).state).toBe('good');
    expect(readToken([one], 'confirm', token, later(1000))).toMatchObject({
      state: 'expired',
      claim: { id: 5, version: 1 },
    });
  });

  test('needs no escaping in an address and is short', () => {
    fc.assert(
      fc.property(purpose, claim, (p, made) => {
        const token = signToken([one], p, made);
        expect(encodeURIComponent(token)).toBe(token);
        expect(token.length).toBeLessThan(64);
      }),
    );
  });
});

test('the links of a mail verify and stay under the public address', () => {
  const links = readerLinks([one], 'https://bulletin.example.org')(subscriberId(42), 2);
  const [, unsubscribe = ''] = links.unsubscribe.split('https://bulletin.example.org/unsubscribe/');
  const [, preferences = ''] = links.preferences.split('https://bulletin.example.org/preferences/');
  expect(readToken([one], 'unsubscribe', unsubscribe, now)).toEqual({ state: 'good', claim: { id: 42 } });
  expect(readToken([one], 'preferences', preferences, now)).toEqual({
    state: 'good',
    claim: { id: 42, version: 2 },
  });
});
