import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { listActs } from '../../../src/acts/index.ts';
import { type Database, movableClock } from '../../../src/core/index.ts';
import { freshDatabase } from '../../support/database.ts';
import { type DeskBrowser, signedInBrowser } from '../../support/desk.ts';
import { servedWeb } from '../../support/web.ts';

const clock = movableClock(new Date('2026-11-27T09:00:00Z'));
let db: Database;
let ed: DeskBrowser;
let site: string;
beforeAll(async () => {
  db = (await freshDatabase()).db;
  site = await servedWeb({ db, clock });
  ed = await signedInBrowser({ db, clock }, site);
});

const page = async (query = '') => (await ed.get(`/desk/subscribers${query}`)).text();
const addresses = (html: string) =>
  [...html.matchAll(/>(reader-\d+|odd)@example\.org</g)].map(([, one]) => one);

/** Two sections; readers 1 to 120 joined in November, each fifth has left, the last is named oddly. */
async function fill() {
  await sql`INSERT INTO sections (slug, label, description, position)
    VALUES ('news', 'Announcements', '', 0), ('people', 'Communities', '', 1)`.execute(db);
  await sql`INSERT INTO subscribers (email, email_key, name, state, state_reason, all_sections, sections, created_at, updated_at)
    SELECT 'reader-' || n || '@example.org', 'reader-' || n || '@example.org', 'Name ' || n,
      CASE WHEN n % 5 = 0 THEN 'unsubscribed' ELSE 'active' END, CASE WHEN n % 5 = 0 THEN 'left elsewhere' END,
      n % 2 = 0, CASE WHEN n % 2 = 0 THEN '{}' ELSE (SELECT array_agg(id) FROM sections WHERE slug = 'news') END,
      '2026-11-02', '2026-11-02'
    FROM generate_series(1, 119) n`.execute(db);
  await sql`INSERT INTO subscribers (email, email_key, name, state, sections, created_at, updated_at)
    VALUES ('odd@example.org', 'odd@example.org', '<img src=x onerror=alert(1)>', 'pending', '{}', now(), now())`.execute(
    db,
  );
  await sql`INSERT INTO consents (subscriber_id, at, event, reason, source, detail)
    SELECT id, created_at, 'imported', 'imported', 'csv import', '{}'::jsonb FROM subscribers WHERE state <> 'pending'
    UNION ALL
    SELECT id, '2026-11-20'::timestamptz, 'left', 'left', 'unsubscribe page', '{"was":"active"}'::jsonb FROM subscribers WHERE state = 'unsubscribed'`.execute(
    db,
  );
}

test('without readers the page says how they come', async () => {
  const html = await page();
  expect(html).toContain('<h1>Subscribers</h1>');
  expect(html).toContain('Nobody has subscribed yet');
  expect(html).toContain('href="/subscribe"');
});

test('it counts who there is, and shows who joined and who went as a chart with its table', async () => {
  await fill();
  const html = await page();
  expect(html).toMatch(/>Active <span class="desk-tally">96</);
  expect(html).toMatch(/>Left <span class="desk-tally">23</);
  expect(html).toMatch(/>Not confirmed <span class="desk-tally">1</);
  expect(html).toMatch(/>All <span class="desk-tally">120</);
  expect(html).toContain('119 joined and 23 went: 96 more.');
  expect(html).toMatch(/<svg[^>]+role="img" aria-label="Who joined and who went, by month"/);
  expect(html).not.toMatch(/<svg[^>]* style=/);
  expect(html).toMatch(/November 2026<\/th><td[^>]*>119<\/td><td[^>]*>23<\/td><td[^>]*>0<\/td><td[^>]*>0</);
  expect(html).toMatch(/Announcements<\/a><\/th><td[^>]*>96</);
  expect(html).toMatch(/Communities<\/a><\/th><td[^>]*>48</);
  expect(html).not.toContain('<img src');
});

test('the list goes on by an id, and is narrowed by state and section', async () => {
  const first = await page();
  expect(addresses(first)).toHaveLength(50);
  expect(addresses(first)[0]).toBe('odd');
  const [, next = ''] = /rel="next" href="([^"]+)"/.exec(first) ?? [];
  const second = await (await ed.get(next.replaceAll('&amp;', '&'))).text();
  expect(addresses(second)[0]).toBe('reader-70');
  expect(addresses(second)).toHaveLength(50);
  expect(second).toContain('rel="first" href="/desk/subscribers"');
  expect(addresses(await page('?state=unsubscribed'))).toHaveLength(23);
  expect(await page('?state=unsubscribed')).toContain('left elsewhere');
  expect(addresses(await page('?state=unsubscribed&section=people'))).toHaveLength(11);
  expect(await page('?section=none-such')).toContain('Nobody is like that');
  expect(addresses(await page('?state=nonsense&before=x%27'))).toHaveLength(50);
});

test('an address or a part of it is looked for, and stands in no URL', async () => {
  const found = await ed.post('/desk/subscribers', { q: ' READER-11', section: '' });
  expect(found.status).toBe(200);
  const html = await found.text();
  expect(addresses(html)).toHaveLength(11);
  expect(html).toContain('value="READER-11"');
  expect(html).toContain('11 subscribers');
  const many = await (await ed.post('/desk/subscribers', { q: 'reader-', state: 'active' })).text();
  expect(addresses(many)).toHaveLength(50);
  expect(many).not.toMatch(/href="[^"]*reader-/);
  const [, before = ''] = /name="before" value="(\d+)"/.exec(many) ?? [];
  const more = await (await ed.post('/desk/subscribers', { q: 'reader-', state: 'active', before })).text();
  expect(addresses(more)).toHaveLength(46);
  expect(await (await ed.post('/desk/subscribers', { q: 'nobody@' })).text()).toContain(
    'Nobody is like that',
  );
  expect(addresses(await page('?q=reader-11'))).toHaveLength(50);
});

test('the navigation leads there, and the addresses stay out of caches', async () => {
  expect(await (await ed.get('/desk')).text()).toContain('href="/desk/subscribers"');
  expect((await ed.get('/desk/subscribers')).headers.get('cache-control')).toBe('no-store');
});

test('an admin takes readers away as the file that the command writes; it runs nothing, and is an act', async () => {
  const ada = await signedInBrowser({ db, clock }, site, { email: 'ada@example.org', roles: ['admin'] });
  expect(await (await ada.get('/desk/subscribers?state=pending')).text()).toMatch(
    /<option value="pending" selected/,
  );
  await sql`UPDATE subscribers SET name = '=HYPERLINK("x")' WHERE email = 'reader-1@example.org'`.execute(db);
  const answer = await ada.post('/desk/subscribers/csv', { state: 'active' });
  expect(answer.headers.get('content-disposition')).toContain('subscribers.csv');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const lines = (await answer.text()).trimEnd().split('\r\n');
  expect(lines[0]).toBe('email,name,organisation,sections,consent_at,consent_source,language');
  expect(lines).toHaveLength(97);
  expect(lines[1]).toContain(`reader-1@example.org,"'=HYPERLINK(""x"")"`);
  const [taken] = await listActs(db, { limit: 1 });
  expect(taken).toMatchObject({ act: 'reader.exported', params: { readers: 96, state: 'active' } });
  const all = await (await ada.post('/desk/subscribers/csv', { state: 'all' })).text();
  expect(all.split('\r\n')[0]).toContain(',state,state_reason,left_at');
  expect(all.trimEnd().split('\r\n')).toHaveLength(121);
  expect((await ed.post('/desk/subscribers/csv', { state: 'all' })).status).toBe(403);
  expect(await page()).not.toContain('Download CSV');
});
