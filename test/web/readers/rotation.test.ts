import { beforeAll, describe, expect, it } from 'vitest';
import { secretKeyFrom } from '../../../src/config.ts';
import { movableClock } from '../../../src/core/index.ts';
import { readerLinks } from '../../../subscribers/index.ts';
import { freshDatabase } from '../../support/database.ts';
import { publishedSample } from '../../support/publish.ts';
import { servedWeb } from '../../support/web.ts';
import { readers } from './readers.ts';
import { browser } from './wire.ts';

const { db } = await freshDatabase();
const clock = movableClock(new Date('2026-05-04T09:00:00Z'));
const old = secretKeyFrom('the old secret key, of more than 32 characters');
const fresh = secretKeyFrom('the new secret key, of more than 32 characters');

/** The steps that docs/operations/production.md tells, by the keys that a web has at each: the first signs. */
const STEPS = [[old], [old, fresh], [fresh, old], [fresh, old]];

beforeAll(async () => {
  await publishedSample({ db, clock }, 'edition-06');
});

const web = (keys: (typeof STEPS)[number], address: string) =>
  servedWeb({ db, clock, keys }, { trustProxy: 1 }).then((site) =>
    browser(site, { 'x-forwarded-for': address }),
  );

describe.each([0, 1, 2])('a change of keys, with one web at step %i and one at the next', (step) => {
  it('links, sign-ups that are half done, and limits hold on both', async () => {
    const address = `203.0.${113 + step}.9`;
    const webs = [await web(STEPS[step] ?? [], address), await web(STEPS[step + 1] ?? [], address)];
    const [one, other] = webs as [(typeof webs)[0], (typeof webs)[0]];
    for (const [from, to, email] of [
      [one, other, `there-${step}@example.org`],
      [other, one, `back-${step}@example.org`],
    ] as const) {
      const half = await from.journey('/subscribe', { sections: 'all' }, { email });
      const check = await to.journey(half, { name: '', organisation: '' });
      const sent = await from.journey(check, {});
      expect((await to.get(sent)).text).toContain(email);
      const { token } = await readers({ db, clock }).newest('confirm-subscription', email);
      expect((await to.get(`/confirm/${token}`)).status).toBe(200);
      expect((await to.post(`/confirm/${token}`)).text).toContain('You are subscribed');
      const { preferencesToken, unsubscribeToken } = await readers({ db, clock }).newest('welcome', email);
      expect((await from.get(`/preferences/${preferencesToken}`)).status).toBe(200);
      expect((await from.get(`/unsubscribe/${unsubscribeToken}`)).status).toBe(200);
    }
    let passed = 0;
    for (let each = 0; each < 40; each += 1) {
      const from = each % 2 ? one : other;
      const { status } = await from.post('/preferences', { email: `limit-${step}-${each}@example.org` });
      if (status === 303) passed += 1;
    }
    // Two of the thirty were spent on the sign-ups.
    expect(passed).toBe(28);
  });
});

it('a link under a key that was removed has a page that says what to do', async () => {
  const { id, linkVersion } = await readers({ db, clock }).active();
  const links = readerLinks([old], '')(id, linkVersion);
  const after = await web([fresh], '203.0.120.9');
  for (const path of [links.preferences, links.unsubscribe]) {
    const { status, text } = await after.get(path);
    expect(status).toBe(404);
    expect(text).toMatch(/Use the link in your newest email|ask for a new one/);
  }
});
