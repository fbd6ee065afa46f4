import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { feedFetcher } from '../../src/adapters/feeds/fetcher.ts';
import {
  addFeed,
  feedReader,
  listArticles,
  listFeeds,
  pollFeeds,
  type ReaderLimits,
  readBody,
} from '../../src/articles/index.ts';
import { type Database, movableClock, sectionSlug } from '../../src/core/index.ts';
import { registerSections } from '../../src/sections/index.ts';
import { editor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { item, rss, serve } from './feed-server.ts';

const clock = movableClock(new Date('2031-05-01T09:00:00Z'));
const { db } = await freshDatabase();
const using = (limits: ReaderLimits = {}) => ({
  db: db as Database,
  clock,
  fetchFeed: feedFetcher({ allowPrivate: true }),
  readFeed: feedReader(limits),
});

beforeEach(async () => {
  await sql`TRUNCATE articles CASCADE`.execute(db);
  await db.updateTable('feeds').set({ removed_at: clock.now() }).execute();
  await registerSections(db, [{ slug: sectionSlug('seeds'), label: 'Seeds', description: '' }], {
    at: clock.now(),
    by: editor(),
  });
});

async function partner(text: string) {
  const url = await serve(
    (_request, response) => void response.setHeader('content-type', 'text/xml').end(text),
  );
  await addFeed(using(), { address: `${url}/feed`, section: 'seeds', by: editor() });
}
const messageOf = async () => (await listFeeds(db))[0]?.message ?? null;
const headlines = async () => (await listArticles(db)).map(({ headline }) => headline);
const dated = (day: number, fields: Record<string, string>) =>
  item({ ...fields, pubDate: new Date(Date.UTC(2031, 3, day)).toUTCString() });

describe('an item whose reading takes too long', () => {
  it('is not tried again as it stands, so that those behind it are read', async () => {
    const heavy = '&lt;p&gt;*a_b*'.repeat(30_000);
    await partner(
      rss(
        [4, 3, 2].map((day) => dated(day, { title: `Heavy ${day}`, description: heavy })).join('') +
          dated(1, { title: 'Easy', description: 'Sow early.' }),
      ),
    );
    const deps = using({ itemMs: 80, feedMs: 500 });
    await pollFeeds(deps);
    const { length } = (
      await db
        .selectFrom('feeds')
        .select('given_up')
        .where('removed_at', 'is', null)
        .executeTakeFirstOrThrow()
    ).given_up;
    expect(length).toBeGreaterThan(0);
    expect(await messageOf()).toMatch(/^\d of its items could not be read/);
    for (let poll = 0; poll < 8 && (await headlines()).length === 0; poll += 1) await pollFeeds(deps);
    expect(await headlines()).toEqual(['Easy']);
    expect(await messageOf()).toMatch(
      /^3 of its items could not be read.*more than 0.08 s of processor time/,
    );
  });
});

const XSS = '<script>x()</script><img src=x onerror=x()><a href="javascript:x()">a</a><svg/onload=x()>';
const HOSTILE: ((at: number) => string)[] = [
  (at) => item({ title: `Script ${at}`, guid: `s${at}`, description: `<![CDATA[${XSS}]]>` }),
  (at) => item({ title: `Deep ${at}`, guid: `d${at}`, description: '&lt;div&gt;'.repeat(3_000) }),
  (at) => item({ title: `Quotes ${at}`, guid: `q${at}`, description: `<![CDATA[${'> '.repeat(2_000)}x]]>` }),
  (at) => item({ title: `Links ${at}`, guid: `l${at}`, description: '[a]('.repeat(2_000) }),
  (at) => item({ title: '&lt;b&gt;'.repeat(500), guid: `t${at}`, description: 'x' }),
  (at) => item({ title: `Controls ${at} &#1;&#xFFFE;`, guid: `c${at}`, description: '&#0;&#8;x&#xD800;' }),
  (at) =>
    item({
      title: `Table ${at}`,
      guid: `a${at}`,
      description: `<![CDATA[<table>${'<tr><td>'.repeat(1_500)}]]>`,
    }),
  (at) => `<item><title>Open ${at}</title><guid>o${at}</guid><description>${'<x>'.repeat(50)}</item>`,
  () => '<item/>',
  (at) =>
    item({ title: `Date ${at}`, guid: `w${at}`, pubDate: '9'.repeat(500), description: 'x'.repeat(3_000) }),
];

it('reads what can be read of 600 hostile items, and says so of the others', {
  timeout: 240_000,
}, async () => {
  const items = Array.from({ length: 600 }, (_, at) => HOSTILE[at % HOSTILE.length]?.(at) ?? '');
  await partner(rss(items.join('')));
  const [polled] = await pollFeeds(using());
  expect(polled?.outcome).toBe('polled');
  const found = await listArticles(db);
  expect(found.length).toBeGreaterThan(20);
  expect(found.length).toBeLessThanOrEqual(100);
  for (const { headline, body } of found) {
    expect(`${headline}\n${body}`).not.toMatch(/<(script|img|svg|a)\b|javascript:/i);
    expect(readBody(body).faults).toEqual([]);
  }
  expect((await messageOf())?.length).toBeLessThan(3_000);
  const [again] = await pollFeeds(using());
  expect(again?.created).toBe(0);
});

const BOMBS: [string, string][] = [
  [
    'a billion laughs',
    `<!DOCTYPE r [<!ENTITY a "ha">${Array.from('bcdefghij', (name, at) => `<!ENTITY ${name} "${`&${'abcdefghi'[at]};`.repeat(10)}">`).join('')}]>${rss(item({ title: '&j;', guid: '1' }))}`,
  ],
  [
    'one long entity, many times',
    `<!DOCTYPE r [<!ENTITY a "${'a'.repeat(100_000)}">]>${rss(item({ title: 'T', guid: '1', description: '&a;'.repeat(50_000) }))}`,
  ],
  [
    'an entity of our disk',
    `<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>${rss(item({ title: 'T &a;', guid: '1', description: '&a;' }))}`,
  ],
  ['a tree 200,000 deep', `<rss><channel><item>${'<a>'.repeat(200_000)}`],
  [
    '100,000 attributes',
    `<rss ${Array.from({ length: 100_000 }, (_, at) => `a${at}="1"`).join(' ')}><channel/></rss>`,
  ],
  [
    'a tag of 4 MB',
    `<rss version="${'9'.repeat(4_000_000)}"><channel><item><title>T</title></item></channel></rss>`,
  ],
  ['a CDATA that never ends', `<rss><channel><item><title><![CDATA[${']'.repeat(2_000_000)}`],
  ['a comment that never ends', `<rss><!--${'-'.repeat(2_000_000)}`],
  ['200,000 empty items', rss('<item/>'.repeat(200_000))],
];

it.each(BOMBS)('outlives %s', async (_name, text) => {
  await partner(text);
  const [polled] = await pollFeeds(using());
  expect(['polled', 'failed']).toContain(polled?.outcome);
  for (const { headline, body, summary } of await listArticles(db)) {
    expect(`${headline}${summary}${body}`).not.toMatch(/root:|ha(ha){20}/);
    expect(body.length).toBeLessThan(300_000);
  }
});
