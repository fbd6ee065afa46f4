import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { movableClock } from '../../../src/core/index.ts';
import { type Reader, readerLinks, readLedger } from '../../../subscribers/index.ts';
import { freshDatabase } from '../../support/database.ts';
import { publishedSample } from '../../support/publish.ts';
import { servedWeb } from '../../support/web.ts';
import { keys, type Readers, readers } from './readers.ts';
import { browser } from './wire.ts';

const NOW = new Date('2026-05-04T09:00:00Z');
const { db } = await freshDatabase();
const clock = movableClock(NOW);
let people: Readers;
let web: ReturnType<typeof browser>;
let reader: Reader;
let base: string;

beforeAll(async () => {
  await publishedSample({ db, clock }, 'edition-06');
  people = readers({ db, clock });
  web = browser(await servedWeb({ db, clock }));
});

const linkOf = ({ id, linkVersion }: Reader) =>
  new URL(readerLinks(keys, 'https://x.example')(id, linkVersion).preferences).pathname;

beforeEach(async () => {
  clock.set(NOW);
  // Limits never see a clock that goes back.
  await db.deleteFrom('rate_limits').execute();
  reader = await people.active();
  base = linkOf(reader);
});

const now = () => people.find(reader.id);

describe('confirm', () => {
  it('confirms by POST only, once, and welcomes', async () => {
    const [first] = await people.sections();
    const { email, token } = await people.asked([first as NonNullable<typeof first>]);
    const page = await web.get(`/confirm/${token}`);
    expect(page.text).toContain('Confirm my subscription');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(
      await db.selectFrom('subscribers').select('state').where('email', '=', email).executeTakeFirst(),
    ).toEqual({ state: 'pending' });
    expect((await web.post(`/confirm/${token}`)).text).toContain('You are subscribed');
    expect(
      await db.selectFrom('subscribers').select('state').where('email', '=', email).executeTakeFirst(),
    ).toEqual({ state: 'active' });
    expect((await people.newest('welcome', email)).sections).toHaveLength(1);
  });

  it('opens nothing when it was used before', async () => {
    const { token } = await people.asked();
    await web.post(`/confirm/${token}`);
    for (const { text } of [await web.get(`/confirm/${token}`), await web.post(`/confirm/${token}`)]) {
      expect(text).toContain('already subscribed');
      expect(text).not.toContain('/preferences/');
    }
  });

  it('offers a new link when it is too old, and the new one works', async () => {
    const { email, token } = await people.asked();
    clock.advance(7 * 24 * 3_600_000 + 1_000);
    const old = await web.get(`/confirm/${token}`);
    expect(old.status).toBe(410);
    expect(old.text).toContain(`action="/confirm/${token}/again"`);
    expect((await web.post(`/confirm/${token}`)).status).toBe(410);
    expect((await web.post(`/confirm/${token}/again`)).text).toContain('a new link');
    const { token: fresh } = await people.newest('confirm-subscription', email);
    expect(fresh).not.toBe(token);
    expect((await web.post(`/confirm/${token}`)).status).toBe(410);
    expect((await web.post(`/confirm/${fresh}`)).text).toContain('You are subscribed');
  });

  it.each([(token: string) => token.slice(0, -1), (token: string) => `${token}x`, () => 'x', () => '%20'])(
    'refuses a link that was changed',
    async (change) => {
      const { token } = await people.asked();
      expect((await web.get(`/confirm/${change(token)}`)).status).toBe(404);
      expect((await web.post(`/confirm/${change(token)}`)).status).toBe(404);
    },
  );
});

describe('preferences', () => {
  it('shows what is held, privately', async () => {
    const { status, text, headers } = await web.get(base);
    expect(status).toBe(200);
    for (const held of [reader.email, 'Robin Example', 'Example Org', 'All sections', 'Not paused'])
      expect(text).toContain(held);
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    });
  });

  it('changes sections', async () => {
    const [first] = await people.sections();
    expect((await web.get(`${base}/sections`)).text).toMatch(/value="all" checked/);
    expect((await web.post(`${base}/sections`)).status).toBe(400);
    const { location } = await web.post(`${base}/sections`, { sections: first ?? '' });
    expect((await web.get(location ?? '')).text).toContain('Your sections are saved');
    expect((await now()).choice).toEqual([first]);
    expect(await readLedger(db, reader.id)).toContainEqual(
      expect.objectContaining({
        event: 'sections changed',
        source: 'preferences page',
        wording: 'preferences/1',
      }),
    );
  });

  it('takes “all” over single sections, which can be ticked together without JavaScript', async () => {
    const sections = await people.sections();
    await web.post(`${base}/sections`, { sections: [sections[0] ?? '', 'all'] });
    expect((await now()).choice).toBe('all');
  });

  it('changes and empties name and organisation', async () => {
    await web.post(`${base}/about`, { name: 'Kim O’Neill', organisation: '' });
    expect(await now()).toMatchObject({ name: 'Kim O’Neill', organisation: null });
    expect((await web.post(`${base}/about`, { name: 'x'.repeat(201) })).status).toBe(400);
  });

  it('changes the kind of email', async () => {
    expect((await web.post(`${base}/format`, { format: 'pdf' })).status).toBe(400);
    await web.post(`${base}/format`, { format: 'text' });
    expect((await now()).format).toBe('text');
  });

  const until = (day: string, month: string, year: string) => ({
    'until-day': day,
    'until-month': month,
    'until-year': year,
  });

  it('pauses until a day, and ends the pause', async () => {
    const { location } = await web.post(`${base}/pause`, until('1', '09', '2026'));
    expect((await now()).pausedUntil).toEqual(new Date('2026-09-01T00:00:00Z'));
    expect((await web.get(location ?? '')).text).toContain('Until 1 September 2026');
    expect((await web.get(`${base}/pause`)).text).toContain('value="9"');
    await web.post(`${base}/pause`, { end: '1' });
    expect((await now()).pausedUntil).toBeNull();
  });

  it.each([
    [{}, 'real date', '#until-day'],
    [until('', '', ''), 'real date', '#until-day'],
    [until('31', '2', '2027'), 'real date', '#until-day'],
    [until('1', '1', '27'), 'real date', '#until-day'],
    [until('4', '5', '2026'), 'in the future', '#until-day'],
    [until('5', '5', '2027'), 'within the next year', '#until-day'],
  ])('refuses the pause %j', async (fields, message, link) => {
    const { status, text } = await web.post(`${base}/pause`, fields);
    expect(status).toBe(400);
    expect(text).toContain(message);
    expect(text).toContain(`href="${link}"`);
    expect(text).toContain(`id="${link.slice(1)}"`);
    expect((await now()).pausedUntil).toBeNull();
  });

  it('offers a feed of exactly these sections, that follows every change and ends with leaving', async () => {
    const path = /my-feed\/[\w.-]+/.exec((await web.get(base)).text)?.[0] ?? '';
    const feed = await web.get(`/${path}`);
    expect([feed.status, feed.headers.get('location')]).toEqual([307, '/feed.xml']);
    const sections = (await people.sections()).slice(0, 2);
    await web.post(`${base}/sections`, { sections });
    const followed = (await web.get(`/${path}`)).headers.get('location') ?? '';
    expect(followed).toBe(`/feed.xml?sections=${sections.join(',')}`);
    expect((await web.get(followed)).headers.get('content-type')).toContain('xml');
    await web.post(new URL(readerLinks(keys, 'https://x.example')(reader.id).unsubscribe).pathname);
    expect((await web.get(`/${path}`)).status).toBe(404);
  });

  it.each(['sections', 'about', 'format', 'pause', 'address', 'delete', 'copy'])(
    'changes nothing by GET or HEAD at /%s',
    async (page) => {
      const before = await now();
      await web.get(`${base}/${page}?sections=all&format=text&end=1&email=new@example.org`);
      await web.get(`${base}/${page}`);
      expect(await now()).toEqual(before);
    },
  );

  it('is closed to a link for leaving, a changed link and a stranger', async () => {
    const { unsubscribe } = readerLinks(keys, 'https://x.example')(reader.id);
    const stranger = readerLinks(
      [{ id: 'test', key: Buffer.alloc(32, 8) }],
      'https://x.example',
    )(reader.id).preferences;
    for (const token of [
      unsubscribe.split('/').at(-1),
      base.slice(0, -1).split('/').at(-1),
      stranger.split('/').at(-1),
    ]) {
      expect((await web.get(`/preferences/${token}`)).status).toBe(404);
      expect((await web.post(`/preferences/${token}/format`, { format: 'text' })).status).toBe(404);
    }
    expect((await now()).format).toBe('html');
  });

  it('says why there is nothing to change after leaving', async () => {
    await web.post(new URL(readerLinks(keys, 'https://x.example')(reader.id).unsubscribe).pathname);
    expect((await web.get(base)).text).toContain('You left');
    expect((await web.post(`${base}/format`, { format: 'text' })).text).toContain('You left');
    expect((await now()).format).toBe('html');
  });
});

describe('change of address', () => {
  it('moves when the new mailbox says so, tells the old one, and kills old links', async () => {
    const old = reader.email ?? '';
    const { location } = await web.post(`${base}/address`, { email: 'moved@example.org' });
    expect((await web.get(location ?? '')).text).toContain('moved@example.org');
    expect((await now()).email).toBe(old);
    const { token } = await people.newest('address-change-confirm', 'moved@example.org');
    expect((await web.get(`/address/${token}`)).text).toContain('Use this address');
    expect((await now()).email).toBe(old);
    const { text } = await web.post(`/address/${token}`);
    expect(text).toContain('Your address has changed');
    expect((await now()).email).toBe('moved@example.org');
    await people.newest('address-change-announce', old);
    expect((await web.get(base)).status).toBe(404);
    const fresh = /\/preferences\/[\w.-]+/.exec(text)?.[0] ?? '';
    expect((await web.get(fresh)).status).toBe(200);
    expect((await web.post(`/address/${token}`)).status).toBe(410);
    const { unsubscribe } = readerLinks(keys, 'https://x.example')(reader.id);
    expect((await web.get(new URL(unsubscribe).pathname)).status).toBe(200);
  });

  it('refuses the present address and what is none', async () => {
    for (const email of [reader.email?.toUpperCase() ?? '', 'nothing']) {
      const { status, text } = await web.post(`${base}/address`, { email });
      expect(status).toBe(400);
      expect(text).toContain('href="#email"');
    }
  });

  it('cannot be used to flood other mailboxes', async () => {
    const statuses: number[] = [];
    for (let each = 0; each < 7; each += 1) {
      statuses.push((await web.post(`${base}/address`, { email: `flood-${each}@example.org` })).status);
    }
    expect(statuses).toEqual([303, 303, 303, 303, 303, 429, 429]);
  });
});

describe('what is held', () => {
  it.each([
    ['json', 'application/json', '"name": "Robin Example"'],
    ['csv', 'text/csv', 'subscriber,'],
  ])('gives a copy as %s, to be kept, and writes that down', async (as, type, part) => {
    const { status, headers, text } = await web.post(`${base}/copy`, { as });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain(type);
    expect(headers.get('content-disposition')).toBe(`attachment; filename="what-we-hold.${as}"`);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(text).toContain(part);
    expect(text).toContain(reader.email);
    expect(text).toMatch(/consentSource\W+sign-up form/);
    expect((await readLedger(db, reader.id)).at(-1)).toMatchObject({ event: 'copy given' });
  });

  it('erases by POST only; the link for leaving still answers', async () => {
    expect((await web.get(`${base}/delete`)).text).toContain('cannot be undone');
    expect((await now()).state).toBe('active');
    expect((await web.post(`${base}/delete`)).text).toContain('Your data is deleted');
    const row = await db
      .selectFrom('subscribers')
      .selectAll()
      .where('id', '=', reader.id)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ state: 'erased', email: null, name: null, organisation: null });
    expect((await web.get(base)).status).toBe(404);
    const leave = new URL(readerLinks(keys, 'https://x.example')(reader.id).unsubscribe).pathname;
    expect((await web.post(leave)).status).toBe(200);
    expect((await web.get(leave)).text).toContain('You do not get');
  });
});
