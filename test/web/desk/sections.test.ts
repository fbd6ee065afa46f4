import readCode from 'jsqr';
import sharp from 'sharp';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { listActs } from '../../../src/acts/index.ts';
import { type EditionSection, movableClock } from '../../../src/core/index.ts';
import { openSectionBook, registerSections } from '../../../src/sections/index.ts';
import { openReadingRoom } from '../../subscribers/reading-room.ts';
import { editor } from '../../support/actors.ts';
import { type DeskBrowser, signedInBrowser } from '../../support/desk.ts';
import { servedWeb } from '../../support/web.ts';

const clock = movableClock(new Date('2026-11-27T09:00:00Z'));
let room: Awaited<ReturnType<typeof openReadingRoom>>;
let site: string;
let ed: DeskBrowser;

beforeAll(async () => {
  room = await openReadingRoom({ sections: ['news', 'people', 'events', 'tools'] });
  site = await servedWeb({ db: room.db, clock });
  await room.importing('one@example.org,,people,,', 'two@example.org,,people;news,,', 'all@example.org,,*,,');
});
beforeEach(async () => {
  ed = await signedInBrowser({ db: room.db, clock }, site, { name: 'Ed Example' });
});

/** What a reader of QR codes reads in a picture: another program than the one that made it. */
async function decoded(svg: string): Promise<string | undefined> {
  const { data, info } = await sharp(Buffer.from(svg))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return readCode.default(new Uint8ClampedArray(data), info.width, info.height)?.data;
}

const labels = async () => (await openSectionBook(room.db)).live.map(({ label }) => label);
const latest = async () => (await listActs(room.db, { limit: 1 }))[0];
const page = async (path: string) => {
  const response = await ed.get(path);
  expect(response.status, path).toBe(200);
  return response.text();
};

test('the list tells how many readers and articles each section has', async () => {
  const text = await page('/desk/sections');
  expect(text).toContain('<h1>Sections</h1>');
  expect(text).toMatch(/The people<\/a>.*?numeric">2</s);
  expect(text).toContain('1 reader gets all sections');
  expect(text).toContain('href="/desk/sections/people"');
  expect(await page('/desk')).toContain('href="/desk/sections"');
});

test('a section is added behind the others, once, and readers can choose it', async () => {
  const added = await ed.post('/desk/sections', { label: 'Safe Homes', description: ' News of\nhomes ' });
  expect(added.headers.get('location')).toBe('/desk/sections?done=added');
  const book = await openSectionBook(room.db);
  expect(book.live.at(-1)).toMatchObject({
    slug: 'safe-homes',
    label: 'Safe Homes',
    description: 'News of homes',
  });
  expect(await latest()).toMatchObject({
    act: 'section.registered',
    by: { kind: 'person', name: 'Ed Example' },
  });
  const again = await ed.post('/desk/sections', { label: 'safe homes', description: 'Other' });
  expect(again.status).toBe(409);
  const refused = await again.text();
  expect(refused).toMatch(/href="#label"[^>]*>There is a section “Safe Homes” already/);
  expect(refused).toContain('value="safe homes"');
  expect((await ed.post('/desk/sections', { label: ' ' })).status).toBe(400);
  const long = await ed.post('/desk/sections', { label: 'Long', description: 'x'.repeat(501) });
  expect(await long.text()).toMatch(/href="#description"[^>]*>Shorten the description/);
  expect(await (await fetch(`${site}/subscribe`)).text()).toContain('Safe Homes');
});

test('buttons move a section, the list is one of every open section, and an ended one is never between', async () => {
  const before = await labels();
  expect((await ed.post('/desk/sections/order', { do: 'people up' })).status).toBe(303);
  const [first, second, ...rest] = before;
  expect(await labels()).toEqual([second, first, ...rest]);
  expect(await latest()).toMatchObject({ act: 'section.moved', params: { slug: 'people' } });
  const acts = (await listActs(room.db, { limit: 99 })).length;
  await ed.post('/desk/sections/order', { do: 'people up' });
  expect((await listActs(room.db, { limit: 99 })).length, 'the first stays the first').toBe(acts);
  await ed.post('/desk/sections/order', { do: 'people down' });
  expect(await labels()).toEqual(before);
  expect((await ed.post('/desk/sections/order', { do: 'people sideways' })).status).toBe(400);
  expect(await page('/desk/sections')).not.toContain('value="news up"');
});

test('a name and a description are saved, each on record, with its readers told in their history', async () => {
  const shown = await page('/desk/sections/people');
  expect(shown).toContain('2 readers chose it by name');
  expect((await ed.post('/desk/sections/people', { label: '', description: 'x' })).status).toBe(400);
  const saved = await ed.post('/desk/sections/people', { label: 'Folk', description: 'Who we are' });
  expect(saved.status).toBe(303);
  expect((await openSectionBook(room.db)).find('people')).toMatchObject({
    label: 'Folk',
    description: 'Who we are',
  });
  const acts = await listActs(room.db, { limit: 2 });
  expect(acts.map(({ act }) => act)).toEqual(['section.described', 'section.renamed']);
  expect((await room.ledger('one@example.org')).at(-1)).toBe('section renamed: section renamed');
  await ed.post('/desk/sections/people', { label: 'Folk', description: 'Who we are' });
  expect(await listActs(room.db, { limit: 2 }), 'nothing new is no act').toEqual(acts);
});

test('a colour and a language are saved for the editions to come, and what is none is said at its field', async () => {
  const words = { label: 'Folk', description: 'Who we are' };
  const wrong = await ed.post('/desk/sections/people', { ...words, colour: 'blue', language: 'cy' });
  expect([wrong.status, await wrong.text()]).toEqual([
    400,
    expect.stringMatching(/href="#colour"[^>]*>The colour must be .*value="blue"/s),
  ]);
  const none = await ed.post('/desk/sections/people', { ...words, colour: '', language: 'not a tag' });
  expect(await none.text()).toMatch(/href="#language"/);
  await ed.post('/desk/sections/people', { ...words, colour: '#1B3A6B', language: 'cy' });
  const find = async () => (await openSectionBook(room.db)).find('people');
  expect(await find()).toMatchObject({ colour: '#1b3a6b', language: 'cy' });
  expect(await latest()).toMatchObject({
    act: 'section.changed',
    params: {
      slug: 'people',
      before: { colour: null, language: null },
      after: { colour: '#1b3a6b', language: 'cy' },
    },
  });
  // A page that was opened before there were these fields.
  await ed.post('/desk/sections/people', words);
  expect(await find()).toMatchObject({ colour: '#1b3a6b', language: 'cy' });
  await ed.post('/desk/sections/people', { ...words, colour: '', language: '' });
  expect(await find()).toMatchObject({ colour: null, language: null });
});

test('links, a form and a QR code for elsewhere name the sections that are chosen', async () => {
  expect(await page('/desk/sections')).toContain('href="/desk/sign-up"');
  const all = (await page('/desk/sign-up')).replaceAll('<wbr/>', '');
  expect(all).toContain('https://bulletin.example.org/subscribe</code>');
  expect(all).toContain(
    '&lt;input type=&quot;checkbox&quot; name=&quot;sections&quot; value=&quot;people&quot;/&gt;',
  );
  const some = await page('/desk/sign-up?sections=people&sections=tools&sections=gone');
  expect(some.replaceAll('<wbr/>', '')).toContain('/subscribe?sections=people,tools</code>');
  expect(some).toContain(
    '&lt;input type=&quot;hidden&quot; name=&quot;sections&quot; value=&quot;people&quot;/&gt;',
  );
  const code = await ed.get('/desk/sign-up/code.svg?sections=people,tools&file');
  expect(code.headers.get('content-type')).toBe('image/svg+xml');
  expect(code.headers.get('content-disposition')).toContain('sign-up.svg');
  expect(await decoded(await code.text())).toBe(
    'https://bulletin.example.org/subscribe?sections=people,tools',
  );
});

test('before a section ends its page says what that does to readers; then they are moved, or have nothing', async () => {
  const asked = await page('/desk/sections/people/end?into=news');
  expect(asked).toContain('Merge “Folk” into “');
  expect(asked).toContain('1 reader of them will get');
  expect(asked).toContain('1 reader had both');
  expect(asked).toContain('cannot be undone');
  const retire = await page('/desk/sections/people/end');
  expect(retire).toContain('Retire “Folk”?');
  expect(retire).toContain('1 reader chose nothing else');
  expect((await ed.get('/desk/sections/people/end?into=people')).status).toBe(400);
  expect((await ed.get('/desk/sections/people/end?into=nowhere')).status).toBe(404);
  const merged = await ed.post('/desk/sections/people/end', { into: 'news' });
  expect(merged.headers.get('location')).toBe('/desk/sections?done=merged');
  expect((await room.reader('one@example.org')).choice).toEqual(['news']);
  expect(await page('/desk/sections')).toMatch(/<li>Folk, merged into /);
  expect((await ed.get('/desk/sections/people')).status).toBe(404);
  const late = await ed.post('/desk/sections/people/end', { into: 'news' });
  expect(await late.text(), 'somebody else was quicker').toContain('This section has ended');
  expect((await ed.post('/desk/sections/tools/end', { into: '' })).status).toBe(303);
  expect(await latest()).toMatchObject({ act: 'section.retired', by: { kind: 'person' } });
  expect((await ed.post('/desk/sections', { label: 'Folk' })).status, 'its name is free').toBe(303);
});

test('words of a section are text, whatever they hold', async () => {
  const label = '<img src=x onerror=alert(1)>"\'';
  await room.db.transaction().execute((tx) =>
    registerSections(tx, [{ slug: 'evil', label, description: label } as unknown as EditionSection], {
      by: editor(),
      at: clock.now(),
    }),
  );
  for (const path of ['', '/evil', '/evil/end', '/news/end?into=evil'])
    expect(await page(`/desk/sections${path}`), path).not.toContain('<img');
  const form = (await page('/desk/sign-up')).match(/<textarea[^>]*>(.*?)<\/textarea>/s)?.[1] ?? '';
  expect(form).toContain('&amp;lt;img src=x onerror=alert(1)&amp;gt;');
});
