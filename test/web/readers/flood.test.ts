import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp } from '../../../src/compose/app.ts';
import { composeSending } from '../../../src/compose/sending.ts';
import { SIMULATOR_URL } from '../../../src/compose/simulator.ts';
import { loadConfig } from '../../../src/config.ts';
import { mailboxKey, movableClock, parseEmailAddress } from '../../../src/core/index.ts';
import { sendNotice } from '../../../src/delivery/index.ts';
import { readSetting } from '../../../src/settings/index.ts';
import { freshDatabase } from '../../support/database.ts';
import { publishedSample } from '../../support/publish.ts';
import { servedWeb } from '../../support/web.ts';
import { type Readers, readers } from './readers.ts';
import { browser } from './wire.ts';

const HOUR_MS = 3_600_000;
const PER_HOUR = 5;
const { db, url } = await freshDatabase();
const clock = movableClock(new Date('2026-05-04T09:00:00Z'));
let people: Readers;
let plenty: string;
/** Two processes' worth of webs over one database. */
let few: string[];

beforeAll(async () => {
  await publishedSample({ db, clock }, 'edition-06');
  people = readers({ db, clock });
  plenty = await servedWeb({ db, clock }, { trustProxy: 1 });
  const scarce = { trustProxy: 1, noticesPerHour: PER_HOUR };
  few = [await servedWeb({ db, clock }, scarce), await servedWeb({ db, clock }, scarce)];
});

let networks = 0;
const network = () => {
  networks += 1;
  return `198.51.${networks}.9`;
};
const from = (site: string, address = network()) => browser(site, { 'x-forwarded-for': address });

/** A whole sign-up from a network of its own; the answer to the last button. */
async function signUp(site: string, email: string, address?: string) {
  const visitor = from(site, address);
  const about = { name: '', organisation: '' };
  const check = await visitor.journey('/subscribe', { sections: 'all' }, { email }, about);
  const answer = await visitor.post(check);
  const page = answer.location ? (await visitor.get(answer.location)).text : answer.text;
  return { status: answer.status, page };
}

const countFor = async (mailbox: string) => {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM notices WHERE mailbox_of(to_address) = ${mailbox}`.execute(db);
  return rows[0]?.count;
};

describe('one mailbox under many addresses', () => {
  it.each([
    [
      'robin.example@gmail.com',
      ['robinexample@gmail.com', 'r.obin.example@gmail.com', 'robin.example+1@gmail.com'],
      ['Robin.Example@googlemail.com', 'ROBINEXAMPLE+news@GoogleMail.com', 'robin.e.x.ample+a+b@gmail.com'],
    ],
    [
      'robin@example.org',
      ['robin+1@example.org', 'robin+2@example.org', 'ROBIN+3@example.org'],
      ['robin+@example.org', 'robin+a.b@example.org', 'robin++@EXAMPLE.org'],
    ],
    [
      'robin.example@proton.me',
      ['robin-example@proton.me', 'robin_example@protonmail.com', 'robinexample+1@pm.me'],
      ['ROBIN.EXAMPLE@protonmail.ch', 'r-o_b.in-example@proton.me', 'robinexample@ｐｒｏｔｏｎ.me'],
    ],
  ])('gets five mails a day, whatever is typed for %s', async (address, some, more) => {
    const variants = [address, ...some, ...more, ...some.map((one) => one.toLowerCase())];
    const statuses: number[] = [];
    for (const variant of variants) statuses.push((await signUp(plenty, variant)).status);
    expect(statuses.filter((status) => status === 303)).toHaveLength(5);
    expect(statuses.slice(5).every((status) => status === 429)).toBe(true);
    expect(await countFor(mailboxKey(parseEmailAddress(address)))).toBe(5);
  });

  it('is one, and one of another name is not', async () => {
    for (const address of ['ro.bin@example.org', 'robin@sub.example.org', 'robin-1@example.org']) {
      expect((await signUp(plenty, address)).status).toBe(303);
    }
  });

  it('is found alike by the database and by the web', async () => {
    const local = fc.stringMatching(/^[a-z0-9+_-]{1,12}(\.[a-zA-Z0-9+_-]{1,8}){0,3}$/);
    const hosts = ['gmail.com', 'GoogleMail.com', 'example.org', 'mail.example.org', 'proton.me', 'pm.me'];
    const more = ['me.com', 'ya.ru', 'Yandex.com.tr', 'yahoo.co.uk', 'ymail.com', 'fastmail.com', 'sent.com'];
    const under = ['robin.fastmail.com', 'a.robin.fastmail.co.uk', 'x-y.eml.cc', 'notfastmail.com'];
    const domain = fc.constantFrom(...hosts, ...more, ...under);
    await fc.assert(
      fc.asyncProperty(local, domain, async (name, host) => {
        const address = parseEmailAddress(`${name}@${host}`);
        const { rows } = await sql<{ mailbox: string }>`SELECT mailbox_of(${address}) AS mailbox`.execute(db);
        expect(rows[0]?.mailbox).toBe(mailboxKey(address));
      }),
    );
  });
});

it('takes all of a /56 of IPv6 for one network', async () => {
  const statuses: number[] = [];
  for (let each = 0; each < 60; each += 1) {
    const address = `2001:db8:7:5${each.toString(16).padStart(2, '0')}::${each + 1}`;
    const { status } = await from(plenty, address).post('/preferences', { email: `v6-${each}@example.org` });
    statuses.push(status);
  }
  expect(statuses.filter((status) => status === 303)).toHaveLength(30);
  const neighbour = await from(plenty, '2001:db8:7:600::1').post('/preferences', { email: 'v6@example.org' });
  expect(neighbour.status).toBe(303);
});

describe('a reader’s lost link', () => {
  const links = async (email: string) =>
    (
      await db
        .selectFrom('notices')
        .select('id')
        .where('kind', '=', 'preferences-link')
        .where('to_address', '=', email)
        .execute()
    ).length;

  it('cannot be spent by strangers who sign the address up or ask for it', async () => {
    const { email } = await people.active();
    const address = email ?? '';
    const stranger = network();
    for (let each = 0; each < 8; each += 1) await signUp(plenty, address);
    for (let each = 0; each < 8; each += 1)
      await from(plenty, stranger).post('/preferences', { email: address });
    const before = await links(address);
    expect(before).toBe(5);
    const own = await from(plenty).post('/preferences', { email: address });
    expect(own.status).toBe(303);
    expect(await links(address)).toBe(before + 1);
  });

  it('is mailed ten times a day at most, and the page says nothing of that', async () => {
    const { email } = await people.active();
    for (let each = 0; each < 14; each += 1) {
      expect((await from(plenty).post('/preferences', { email: email ?? '' })).status).toBe(303);
    }
    expect(await links(email ?? '')).toBe(10);
  });
});

describe('more sign-ups than NOTICES_PER_HOUR', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quarterly-flood-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are all taken, over all processes; their mails leave in order, and the page says when', async () => {
    clock.advance(24 * HOUR_MS);
    const started = clock.now();
    const env = { DATABASE_URL: url, DATA_DIR: folder, SIMULATOR_PORT: '0', LOG_LEVEL: 'silent' };
    const app = await openApp(loadConfig(env), { role: 'test', clock });
    const sending = await composeSending(app);
    try {
      const emails = Array.from({ length: 12 }, (_, at) => `flood-${at}@example.org`);
      const pages: string[] = [];
      for (const [at, email] of emails.entries()) {
        const { status, page } = await signUp(few[at % 2] ?? '', email);
        expect(status).toBe(303);
        pages.push(page);
      }
      expect(pages.map((page) => /within (?:the hour|\d+ hours)/.exec(page)?.[0])).toEqual([
        ...Array(PER_HOUR).fill(undefined),
        ...Array(PER_HOUR).fill('within the hour'),
        'within 2 hours',
        'within 2 hours',
      ]);
      // Whoever is known waits like everybody else, or the page would tell.
      const { email } = await people.active();
      expect((await signUp(few[0] ?? '', email ?? '')).page).toContain('within 2 hours');

      const simulator = await readSetting(db, SIMULATOR_URL);
      const arrived = async () => {
        const waiting = await db
          .selectFrom('notices')
          .select('id')
          .where('state', '=', 'queued')
          .where('to_address', 'like', 'flood-%')
          .execute();
        for (const { id } of waiting) await sendNotice(sending.notices, id);
        const { mails } = (await (await fetch(`${simulator}/_control/mails`)).json()) as {
          mails: { destinations: string[] }[];
        };
        return mails.flatMap(({ destinations }) => destinations);
      };
      expect(await arrived()).toEqual(emails.slice(0, PER_HOUR));
      clock.set(new Date(started.getTime() + HOUR_MS - 1_000));
      expect(await arrived()).toEqual(emails.slice(0, PER_HOUR));
      clock.set(new Date(started.getTime() + HOUR_MS));
      expect(await arrived()).toEqual(emails.slice(0, 2 * PER_HOUR));
      clock.set(new Date(started.getTime() + 2 * HOUR_MS));
      expect(await arrived()).toEqual(emails);
    } finally {
      await sending.close();
      await app.close();
    }
  });
});
