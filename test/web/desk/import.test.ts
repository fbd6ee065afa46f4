import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { type Database, movableClock, parseEmailAddress } from '../../../src/core/index.ts';
import { findReader, runReaderImport } from '../../../subscribers/index.ts';
import { freshDatabase } from '../../support/database.ts';
import { type DeskBrowser, signedInBrowser } from '../../support/desk.ts';
import { servedWeb, testKeys } from '../../support/web.ts';

const clock = movableClock(new Date('2026-11-27T09:00:00Z'));
let db: Database;
let site: string;
let admin: DeskBrowser;
let rung: number[];
beforeAll(async () => {
  db = (await freshDatabase()).db;
  rung = [];
  const queue = {
    enqueue: async (_: unknown, payload: unknown) => {
      const { importId } = payload as { importId?: number };
      if (importId !== undefined) rung.push(importId);
    },
    close: async () => {},
  };
  site = await servedWeb({ db, clock, queue });
  admin = await signedInBrowser({ db, clock }, site, { email: 'ad@example.org', roles: ['admin'] });
  await sql`INSERT INTO sections (slug, label, description, position)
    VALUES ('news', 'Announcements', '', 0), ('people', 'Communities', '', 1)`.execute(db);
});

const send = (form: FormData, cookie = admin.cookie) =>
  fetch(`${site}/desk/subscribers/import`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
  });
const withFile = (text: string | Buffer<ArrayBuffer>, name = 'list.csv') => {
  const form = new FormData();
  form.set('file', new Blob([text]), name);
  form.set('rows', '');
  return form;
};
const pasted = (text: string) => {
  const form = new FormData();
  form.set('file', new Blob([]), '');
  form.set('rows', text);
  return form;
};
const placeOf = (answer: Response) => answer.headers.get('location') ?? '';
const page = async (path: string) => (await admin.get(path)).text();
/** Does what was rung for, as a worker does. */
async function work() {
  for (const id of rung.splice(0))
    await runReaderImport({ db, clock, keys: testKeys }, id, new AbortController().signal);
}
const matched = { 'column-0': 'email', 'column-1': 'sections', 'column-2': 'name', sections: '*' };

test('a list is given, matched, tried and imported, each on a page that can be loaded again', async () => {
  expect(await page('/desk/subscribers')).toContain('href="/desk/subscribers/import"');
  const rows = 'Mail,Topics,Who\nann@example.org,news,=1+1\nnobody,news,\nbob@example.org,,<b>Bob</b>\n';
  const given = await send(withFile(rows));
  expect(given.status).toBe(303);
  const place = placeOf(given);
  expect(place).toMatch(/^\/desk\/subscribers\/import\/\d+$/);
  const match = await page(place);
  expect(match).toContain('<h1>Match the columns</h1>');
  expect(match).toMatch(/<label[^>]*for="column-0"[^>]*>Mail<\/label>/);
  expect(match).toContain('Such as ann@example.org · nobody · bob@example.org');
  expect(match).not.toContain('<b>Bob');
  const wrong = await admin.post(place, { 'column-0': 'name', 'column-1': '', 'column-2': 'name' });
  expect(wrong.status).toBe(400);
  const again = await wrong.text();
  for (const words of [
    'Say which column holds the email address',
    'Two columns are matched to “Name”',
    'which column holds the sections',
  ])
    expect(again).toContain(words);
  expect((await admin.post(place, matched)).status).toBe(303);
  expect(await page(place)).toContain('data-working');
  await work();
  const tried = await page(place);
  expect(tried).toContain('<h1>What this list would do</h1>');
  expect(tried).toMatch(/>2<\/td><td[^>]*><a [^>]*outcome=added[^>]*>Added</);
  expect(tried).toMatch(/ann@example\.org<\/td><td[^>]*>Added</);
  expect(await findReader(db, parseEmailAddress('ann@example.org'))).toBeUndefined();
  expect(await page(`${place}?outcome=rejected`)).toMatch(/>3<\/td><td[^>]*><\/td><td[^>]*>[^<]+</);
  const refused = await (await admin.get(`${place}/refused.csv`)).text();
  expect(refused).toMatch(/^Mail,Topics,Who,reason,line\r\nnobody,news,,.*,3\r\n$/);
  expect((await admin.post(`${place}/start`, {})).headers.get('location')).toBe(place);
  expect(await page(place)).toContain('<h1>Importing</h1>');
  await work();
  expect(await page(place)).toContain('<h1>Imported</h1>');
  expect(await findReader(db, parseEmailAddress('bob@example.org'))).toMatchObject({
    choice: 'all',
    state: 'active',
  });
  expect((await admin.post(`${place}/start`, {})).status).toBe(409);
  expect((await admin.post(place, matched)).status).toBe(409);
  expect(await page('/desk/subscribers/import')).toContain('>list.csv</a>');
  expect(await page('/desk/audit')).toContain('imported a list of readers: 2 added');
});

test('rows may be pasted, and what is missing is said with what was typed', async () => {
  const given = await send(pasted('email;sections\npaste@example.org;people\n'));
  expect(given.status).toBe(303);
  const match = await page(placeOf(given));
  expect(match).toMatch(/<option value="email" selected/);
  expect(match).toMatch(/<option value="sections" selected/);
  const empty = await send(pasted(' '));
  expect(empty.status).toBe(400);
  expect(await empty.text()).toContain('Choose a file, or paste the rows of the list');
});

test('a column that was not matched is read again with other choices', async () => {
  const place = placeOf(await send(withFile('a\nnews\n')));
  await admin.post(place, { 'column-0': 'email', sections: 'people' });
  await work();
  const tried = await page(place);
  expect(tried).toContain('No row of it would change anything.');
  expect(await page(`${place}?match=again`)).toMatch(/<option value="people" selected/);
});

test('what is no list, too large, or no form at all is refused in words', async () => {
  const large = await send(withFile(Buffer.alloc(51_000_000, 'a\n')));
  expect(large.status).toBe(400);
  expect(await large.text()).toContain('larger than 50 MB');
  const commas = placeOf(await send(withFile('a,'.repeat(100_000))));
  const shown = await admin.get(commas);
  expect(shown.status).toBe(400);
  expect(await shown.text()).toContain('more than 200 columns');
  expect((await admin.post('/desk/subscribers/import', { rows: 'x' })).status).toBe(400);
  const broken = await fetch(`${site}/desk/subscribers/import`, {
    method: 'POST',
    body: '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nemail',
    headers: {
      cookie: admin.cookie,
      'sec-fetch-site': 'same-origin',
      'content-type': 'multipart/form-data; boundary=x',
    },
  });
  expect(broken.status).toBe(400);
  expect((await admin.get('/desk/subscribers/import/999999')).status).toBe(404);
});

test('names of files and columns are text, whatever they hold', async () => {
  const evil = '<img src=x onerror=alert(1)>';
  const place = placeOf(await send(withFile(`email,${evil}\n${evil},${evil}\n`, `${evil}.csv`)));
  await admin.post(place, { 'column-0': 'email', 'column-1': 'name', sections: '*' });
  const working = await page(place);
  await work();
  for (const html of [
    working,
    await page(place),
    await page(`${place}?match=again`),
    await page('/desk/subscribers/import'),
  ])
    expect(html).not.toContain('<img');
});

test('an editor imports nothing', async () => {
  const ed = await signedInBrowser({ db, clock }, site, { email: 'ed@example.org' });
  expect(await (await ed.get('/desk/subscribers')).text()).not.toContain('href="/desk/subscribers/import"');
  expect((await ed.get('/desk/subscribers/import')).status).toBe(403);
  expect((await send(withFile('email\n'), ed.cookie)).status).toBe(403);
  expect((await ed.get('/desk/subscribers/import/1/refused.csv')).status).toBe(403);
});
