import { beforeAll, describe, expect, it } from 'vitest';
import { calendarDeps } from '../../../src/compose/calendar.ts';
import { loadConfig } from '../../../src/config.ts';
import { movableClock, type SectionSlug } from '../../../src/core/index.ts';
import { changeSection, type SectionChange } from '../../../src/sections/index.ts';
import { sectionReaders } from '../../../subscribers/index.ts';
import { editor } from '../../support/actors.ts';
import { bell } from '../../support/bell.ts';
import { freshDatabase } from '../../support/database.ts';
import { insertEdition } from '../../support/edition.ts';
import { publishedSample } from '../../support/publish.ts';
import { servedWeb } from '../../support/web.ts';
import { type Readers, readers } from './readers.ts';
import { browser, raw } from './wire.ts';

const { db } = await freshDatabase();
const clock = movableClock(new Date('2026-05-04T09:00:00Z'));
let people: Readers;
let web: ReturnType<typeof browser>;
let sections: SectionSlug[];
let networks = 0;

beforeAll(async () => {
  await publishedSample({ db, clock }, 'edition-06');
  people = readers({ db, clock });
  sections = await people.sections();
});

/** A visitor from a network of their own, behind one proxy of ours. */
async function visitor() {
  networks += 1;
  const address = `203.0.${networks}.9`;
  const site = await served;
  web = browser(site, { 'x-forwarded-for': `198.51.100.1, ${address}` });
  return web;
}
const config = loadConfig({ DATABASE_URL: 'postgres://localhost/unused' });
const calendar = calendarDeps({ db, clock, config, queue: bell() });
const served = servedWeb({ db, clock, calendar }, { trustProxy: 1 });

const noticesTo = (email: string) =>
  db.selectFrom('notices').selectAll().where('to_address', '=', email).orderBy('id').execute();
const about = { name: ' Robin  Example ', organisation: '' };

describe('sign-up', () => {
  it('shows every section with nothing ticked, a sample of each, and all as a choice of its own', async () => {
    const { status, text } = await (await visitor()).get('/subscribe');
    expect(status).toBe(200);
    expect(text.match(/type="checkbox"/g)).toHaveLength(sections.length + 1);
    expect(text).not.toMatch(/<input[^>]*\schecked/);
    expect(text.match(/Latest: /g)?.length).toBeGreaterThan(3);
    expect(text).toContain('data-behaviour="exclusive"');
    expect(text).toContain('novalidate');
  });

  it('leads through one question a page to a mail, and stores nothing before', async () => {
    const email = 'new.reader@example.org';
    await visitor();
    const [first, second] = sections;
    const check = await web.journey(
      '/subscribe',
      { sections: [first, second] as string[] },
      { email },
      about,
    );
    expect(check).toMatch(/^\/subscribe\/check\?a=/);
    expect(check).not.toContain('example');
    expect(await noticesTo(email)).toEqual([]);
    const page = await web.get(check);
    expect(page.text).toContain(email);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('set-cookie')).toBeNull();
    const sent = await web.journey(check, {});
    expect((await web.get(sent)).text).toContain('Check your email');
    expect((await noticesTo(email)).map(({ kind }) => kind)).toEqual(['confirm-subscription']);
    const row = await db
      .selectFrom('subscribers')
      .selectAll()
      .where('email', '=', email)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ state: 'pending', name: 'Robin Example', organisation: null });
  });

  it('changes one answer and comes back to check', async () => {
    await visitor();
    const check = await web.journey('/subscribe', { sections: 'all' }, { email: 'first@example.org' }, about);
    const href = /href="(\/subscribe\/email\?a=[^"]+)"/.exec((await web.get(check)).text)?.[1] ?? '';
    expect((await web.get(href)).text).toContain('value="first@example.org"');
    const again = await web.journey(href, { email: 'second@example.org' });
    const { text } = await web.get(again);
    expect(again).toContain('/subscribe/check');
    expect(text).toContain('second@example.org');
    expect(text).toContain('All sections');
  });

  it('points out a slip in a well-known domain, and does not insist', async () => {
    await visitor();
    const email = 'robin@gmial.com';
    const check = await web.journey('/subscribe', { sections: 'all' }, { email }, about);
    expect((await web.get(check)).text).toContain('robin@gmail.com');
    await web.journey(check, {});
    expect(await noticesTo(email)).toHaveLength(1);
  });

  it('answers a known address like any other; only the mailbox learns more', async () => {
    const reader = await people.active();
    const known = reader.email ?? '';
    await visitor();
    const pages: string[] = [];
    for (const email of [known, 'unknown@example.org']) {
      const sent = await web.journey('/subscribe', { sections: 'all' }, { email }, about, {});
      pages.push((await web.get(sent)).text.replaceAll(email, '…').replace(/\?a=[\w.-]+/g, ''));
    }
    expect(pages[0]).toBe(pages[1]);
    expect((await noticesTo(known)).at(-1)?.kind).toBe('already-subscribed');
  });

  it.each([
    ['/subscribe', {}, 'Choose at least one section', '#sections'],
    ['/subscribe', { sections: 'nonsense' }, 'Choose at least one section', '#sections'],
  ])('says what is wrong at %s %o', async (path, fields, message, link) => {
    const { status, text } = await (await visitor()).post(path, fields);
    expect(status).toBe(400);
    expect(text).toContain('<title>Error: ');
    expect(text).toContain('There is a problem');
    expect(text).toContain(message);
    expect(text).toContain(`href="${link}"`);
    expect(text).toContain(`id="${link.slice(1)}"`);
  });

  it.each([
    ['', 'Enter your email address'],
    ['robin', 'correct format'],
    ['robin@', 'correct format'],
    ['ro bin@example.org', 'correct format'],
    ['"quoted"@example.org', 'quot'],
    ['rübe@example.org', 'accented'],
    ['a@example.org\r\nBcc: b@example.org', 'line break'],
    [`${'a'.repeat(250)}@example.org`, '64 characters or fewer'],
  ])('refuses the address %j and keeps what was typed', async (email, message) => {
    await visitor();
    const step = await web.journey('/subscribe', { sections: 'all' });
    const { status, text } = await web.post(step, { email });
    expect(status).toBe(400);
    expect(text).toContain(message);
    expect(text).toContain('href="#email"');
    expect(text).toMatch(/<input[^>]*type="email"[^>]*spellcheck="false"[^>]*autocomplete="email"/);
  });

  it('takes an international domain and a plus tag', async () => {
    await visitor();
    await web.journey('/subscribe', { sections: 'all' }, { email: 'Robin+News@BÜCHER.example' }, about, {});
    expect(await noticesTo('Robin+News@xn--bcher-kva.example')).toHaveLength(1);
  });

  it('refuses a name that is too long', async () => {
    await visitor();
    const step = await web.journey('/subscribe', { sections: 'all' }, { email: 'long@example.org' });
    const { status, text } = await web.post(step, { name: 'n'.repeat(201), organisation: 'o'.repeat(201) });
    expect(status).toBe(400);
    expect(text).toContain('href="#name"');
    expect(text).toContain('href="#organisation"');
  });

  it('writes what was typed as text', async () => {
    await visitor();
    const check = await web.journey(
      '/subscribe',
      { sections: 'all' },
      { email: 'x@example.org' },
      { name: '<script>alert(1)</script>', organisation: '"><img>' },
    );
    const { text } = await web.get(check);
    expect(text).not.toContain('<script>alert');
    expect(text).not.toContain('"><img>');
  });

  it.each([
    '/subscribe/email',
    '/subscribe/about',
    '/subscribe/check',
    '/subscribe/sent',
    '/subscribe/check?a=forged.abc',
  ])('leads %s, opened without answers, to the first question', async (path) => {
    const { status, headers } = await (await visitor()).get(path);
    expect([status, headers.get('location')?.split('?')[0]]).toEqual([303, '/subscribe']);
  });

  it('forgets answers after a day, and answers that were changed', async () => {
    await visitor();
    const check = await web.journey('/subscribe', { sections: 'all' }, { email: 'old@example.org' }, about);
    const flipped = check.replace(
      /(\.[\w-]{20})(.)/,
      (_all, head, one) => `${head}${one === 'A' ? 'B' : 'A'}`,
    );
    expect((await web.get(flipped)).status).toBe(303);
    clock.advance(25 * 3_600_000);
    expect((await web.post(check)).location).toMatch(/^\/subscribe\?/);
    expect(await noticesTo('old@example.org')).toEqual([]);
  });
});

describe('confirmed', () => {
  it('is told when the first edition comes, and offered the last with their sections', async () => {
    const [first] = sections as [SectionSlug];
    const { token } = await people.asked([first]);
    const { text } = await (await visitor()).post(`/confirm/${token}`);
    expect(text).toContain('The next edition is planned for 4 August 2026.');
    expect(text).toContain(`href="/editions/6?sections=${first}"`);
    const planned = await insertEdition(db, 7);
    const { token: all } = await people.asked('all');
    const next = await web.post(`/confirm/${all}`);
    expect(next.text).toContain(`The next edition, issue ${planned}, is planned for 4 August 2026.`);
    expect(next.text).toContain('href="/editions/6"');
  });
});

describe('from elsewhere', () => {
  const elsewhere = { origin: 'https://partner.example.org', 'sec-fetch-site': 'cross-site' };
  const from = (fields: Record<string, string | string[]>) => web.post('/subscribe/form', fields, elsewhere);
  const held = async () => {
    const tables = ['subscribers', 'notices', 'rate_limits'] as const;
    return Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()));
  };

  it('a form of another site leads to our check page and keeps nothing; only our own button asks', async () => {
    await visitor();
    const email = 'from.elsewhere@example.org';
    const before = await held();
    const [first, second] = sections as [SectionSlug, SectionSlug];
    const { status, location, headers } = await from({ email, sections: [`${first},gone`, second] });
    expect([status, location?.split('?')[0]]).toEqual([303, '/subscribe/check']);
    expect([headers.get('cache-control'), headers.get('set-cookie')]).toEqual(['no-store', null]);
    expect(location).not.toContain('elsewhere');
    const check = await web.get(location ?? '');
    expect(check.text).toContain(email);
    expect((await web.post(location ?? '', {}, elsewhere)).status).toBe(403);
    expect(await held()).toEqual(before);
    await web.journey(location ?? '', {});
    expect((await noticesTo(email)).map(({ kind }) => kind)).toEqual(['confirm-subscription']);
    const asked = await db.selectFrom('subscribers').selectAll().where('email', '=', email).execute();
    expect(asked).toMatchObject([{ state: 'pending', sections: [expect.any(Number), expect.any(Number)] }]);
  });

  it('what is missing or wrong in it is asked on our own pages, and the rest is kept', async () => {
    await visitor();
    const unchosen = await from({ email: 'unchosen@example.org', name: 'Robin', sections: 'gone' });
    expect(unchosen.location).toMatch(/^\/subscribe\?a=/);
    const chosen = await web.journey(unchosen.location ?? '', { sections: 'all' });
    expect(await web.get(chosen)).toMatchObject({ text: expect.stringContaining('unchosen@example.org') });
    const wrong = await from({ email: '"><b>robin', sections: 'all' });
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('href="#email"');
    expect(wrong.text).not.toContain('<b>robin');
    const action = /action="([^"]+)"/.exec(wrong.text)?.[1] ?? '';
    expect(await web.journey(action, { email: 'right@example.org' })).toMatch(/^\/subscribe\/check/);
    const long = await from({ email: 'long.name@example.org', sections: 'all', name: 'n'.repeat(201) });
    expect([long.status, long.text.includes('href="#name"')]).toEqual([400, true]);
    const trapped = await from({ email: 'trapped@example.org', sections: 'all', homepage: 'x' });
    await web.journey(trapped.location ?? '', {});
    expect(await noticesTo('trapped@example.org')).toEqual([]);
    expect((await web.get('/subscribe/form')).headers.get('location')).toBe('/subscribe');
  });

  it('a link ticks the sections that it names, as they stand today, and lets everything be changed', async () => {
    const [first = '', second = '', third = ''] = sections;
    const ticked = async (asked: string) => {
      const { text } = await (await visitor()).get(`/subscribe?sections=${asked}`);
      return [...text.matchAll(/value="([^"]+)"[^>]*checked/g)].map(([, value]) => value);
    };
    expect(await ticked(`${first},${second}`)).toEqual([first, second]);
    expect(await ticked('all')).toEqual(['all']);
    const ending = (change: SectionChange) =>
      changeSection({ ...people.deps, sectionReaders }, change, editor());
    await ending({ kind: 'retire', section: third });
    expect(await ticked(`${third},${first.toUpperCase()},never-was,%3Cimg%3E`)).toEqual([first]);
    await ending({ kind: 'merge', section: second, into: first });
    expect(await ticked(second)).toEqual([first]);
  });
});

describe('abuse', () => {
  it('says “check your email” to a program that fills in the hidden field, and sends nothing', async () => {
    await visitor();
    const email = 'victim@example.org';
    const sent = await web.journey(
      '/subscribe',
      { sections: 'all' },
      { email, homepage: 'https://spam.example' },
      about,
      {},
    );
    expect((await web.get(sent)).text).toContain('Check your email');
    expect(await noticesTo(email)).toEqual([]);
  });

  it('mails one address five times a day at most, from any number of networks', async () => {
    const email = 'flooded@example.org';
    const statuses: number[] = [];
    let last = '';
    for (let each = 0; each < 7; each += 1) {
      await visitor();
      const check = await web.journey(
        '/subscribe',
        { sections: 'all' },
        { email: each % 2 ? email : email.toUpperCase() },
        about,
      );
      const answer = await web.post(check);
      statuses.push(answer.status);
      last = answer.headers.get('retry-after') ?? '';
    }
    expect(statuses).toEqual([303, 303, 303, 303, 303, 429, 429]);
    expect(Number(last)).toBeGreaterThan(4 * 3_600 - 60);
    const sent = await db.selectFrom('notices').select('id').where('to_address', 'ilike', email).execute();
    expect(sent).toHaveLength(5);
  });

  it('says how long to wait when a network asks too often, however many processes there are', async () => {
    await visitor();
    const other = browser(await servedWeb({ db, clock }, { trustProxy: 1 }), {
      'x-forwarded-for': `203.0.${networks}.200`,
    });
    const statuses: number[] = [];
    for (let each = 0; each < 16; each += 1) {
      for (const from of [web, other]) {
        statuses.push(
          (await from.post('/preferences', { email: `n${each}-${statuses.length}@example.org` })).status,
        );
      }
    }
    expect(statuses.filter((status) => status === 303)).toHaveLength(30);
    const refused = await web.post('/preferences', { email: 'one-more@example.org' });
    expect(refused.status).toBe(429);
    expect(refused.text).toContain('Try again in <strong>2 minutes</strong>');
    clock.advance(Number(refused.headers.get('retry-after')) * 1_000);
    expect((await web.post('/preferences', { email: 'one-more@example.org' })).status).toBe(303);
  });

  it('keeps no address and no network in the table of limits', async () => {
    const rows = await db.selectFrom('rate_limits').selectAll().execute();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/example|203\.0/);
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['a sibling site', { 'sec-fetch-site': 'same-site', origin: 'https://evil.example.org' }],
  ])('refuses a form from %s', async (_name, headers) => {
    await visitor();
    const check = await web.journey(
      '/subscribe',
      { sections: 'all' },
      { email: 'forced@example.org' },
      about,
    );
    expect((await web.post(check, {}, headers)).status).toBe(403);
    expect((await web.post('/preferences', { email: 'forced@example.org' }, headers)).status).toBe(403);
    expect(await noticesTo('forced@example.org')).toEqual([]);
  });

  it('refuses a form of a megabyte', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { status } = await raw(`${await served}/subscribe`, 'POST', headers, 'x'.repeat(1_000_000));
    expect(status).toBe(400);
  });
});

describe('a lost link', () => {
  it('is answered alike whether the address is known or not', async () => {
    const { email } = await people.active();
    await visitor();
    for (const address of [email ?? '', 'nobody@example.org']) {
      expect((await web.post('/preferences', { email: address })).location).toBe('/preferences?sent');
    }
    expect((await web.get('/preferences?sent')).text).toContain('If that address gets');
    expect((await noticesTo(email ?? '')).at(-1)?.kind).toBe('preferences-link');
    expect(await noticesTo('nobody@example.org')).toEqual([]);
  });
});
