import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addFeed } from '../../src/articles/index.ts';
import { sectionSlug, systemClock } from '../../src/core/index.ts';
import { registerSections } from '../../src/sections/index.ts';
import { editor } from '../support/actors.ts';
import { quarterly } from '../support/command.ts';
import { freshDatabase } from '../support/database.ts';

type Shown = {
  id: number;
  headline: string;
  summary: string;
  body: string;
  organisation: string;
  publishedOn: string | null;
  links: { text: string; url: string }[];
  notes: string[];
};

const fixture = (name: string) => readFileSync(new URL(`feeds/${name}.xml`, import.meta.url));
const picture = Buffer.alloc(180_000, 'a picture ').toString('base64');
const spans = Array.from(
  { length: 1_600 },
  (_, at) => `<span style="x"><span lang="en">word${at} </span></span>`,
);
const content = (html: string) =>
  `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Pasted</title><item><title>T</title><link>https://x.example.org/1</link><content:encoded><![CDATA[${html}]]></content:encoded></item></channel></rss>`;

/** What partners serve, by path. */
const FEEDS: Record<string, string | Buffer> = {
  'inline-image': content(
    `<p>Before the picture, <a href="/a">a link</a>.</p><p><img src="data:image/png;base64,${picture}" alt="Poster"></p><h2>After</h2><p>Late bids are refused.</p>`,
  ),
  'word-spans': content(
    `<p><b>Opening</b> line.</p><p class="MsoNormal">${spans.join('')}</p><ul><li>First</li><li>Second</li></ul>`,
  ),
  'nested-tags': content(`<p>Before</p>${'<b><i>'.repeat(2_700)}deep${'<ul><li>'.repeat(2_000)}deeper`),
  'windows-bytes': Buffer.from(
    content('<p>The mayor\x92s \x80 caf\xe9</p>').replace(
      '<rss',
      '<?xml version="1.0" encoding="utf-8"?><rss',
    ),
    'latin1',
  ),
};
for (const name of 'atom-xhtml rss-midnight-bst rss-raw-ampersand rss-html-entity rss-double-escaped-title atom-youtube atom-text-type rss-inline-html rss-no-version atom-prefixed atom-invalid-date rss-guid-changes rss-wordpress'.split(
  ' ',
)) {
  FEEDS[name] = fixture(name);
}

const { db, url: databaseUrl } = await freshDatabase();
const env = { DATABASE_URL: databaseUrl, FEEDS_ALLOW_PRIVATE: 'on', LOG_LEVEL: 'silent' };
const server = createServer((request, response) => {
  const text = FEEDS[(request.url ?? '/').slice(1)];
  response.writeHead(text === undefined ? 404 : 200, { 'content-type': 'application/xml' }).end(text);
});
let site: string;
const ids = new Map<string, number>();

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await registerSections(db, [{ slug: sectionSlug('news'), label: 'News', description: '' }], {
    by: editor(),
    at: new Date(),
  });
  const [first = '', ...others] = Object.keys(FEEDS);
  expect(await quarterly(env, 'feeds', 'add', `${site}/${first}`, '--section', 'news')).toMatchObject({
    status: 0,
  });
  for (const name of others)
    await addFeed({ db, clock: systemClock }, { address: `${site}/${name}`, section: 'news', by: editor() });
  for (const row of await db.selectFrom('feeds').select(['id', 'url']).execute())
    ids.set(row.url.slice(site.length + 1), row.id);
  expect(await quarterly(env, 'feeds', 'poll')).toMatchObject({ status: 0 });
});
afterAll(() => void server.close());

/** The articles of one feed, in the order of the file, as the command shows them. */
async function articlesOf(name: string): Promise<Shown[]> {
  const rows = await db
    .selectFrom('articles')
    .selectAll()
    .where('feed_id', '=', (ids.get(name) ?? 0) as never)
    .orderBy('id', 'desc')
    .execute();
  return rows.map(({ published_on: publishedOn, ...row }) => ({ ...row, publishedOn }) as unknown as Shown);
}
const only = async (name: string): Promise<Shown> => {
  const found = await articlesOf(name);
  expect(found, name).toHaveLength(1);
  return found[0] as Shown;
};
const messageOf = async (name: string) =>
  (
    await db
      .selectFrom('feeds')
      .select('message')
      .where('id', '=', ids.get(name) as never)
      .executeTakeFirst()
  )?.message;

describe('what partners publish', () => {
  test('keeps its words in order, in any form of Atom and in RSS with markup that is not escaped', async () => {
    const xhtml = await only('atom-xhtml');
    expect(xhtml).toMatchObject({ headline: 'Ferry not running on Monday', publishedOn: '2026-06-01' });
    expect(xhtml.body).toBe(
      "## Monday\n\nThe ferry will **not** sail at 9, but [the 10 o'clock one](https://example.org/t) will.\n\n## Tuesday\n\nThe ferry sails as usual.",
    );
    expect(await only('rss-inline-html')).toMatchObject({
      headline: 'Bins not collected on Monday',
      body: 'Bins will **not** be emptied on Monday. [See the table](https://i.example.org/t) for Tuesday.',
    });
    const [text, odd] = await articlesOf('atom-text-type');
    expect(text).toMatchObject({
      headline: 'Rules for <script> tags & forms',
      body: 'Use \\<label> for each field, and keep x < y.\n\nSecond paragraph.',
    });
    expect(odd).toMatchObject({ headline: 'No attr link', links: [{ url: 'https://e.example.org/2' }] });
  });

  test('has the day that the publisher wrote, or none', async () => {
    const found = await articlesOf('rss-midnight-bst');
    expect(found.map(({ publishedOn }) => publishedOn)).toEqual(['2026-06-01', '2026-06-01', null, null]);
    expect(await messageOf('rss-midnight-bst')).toMatch(/UK date”: Its date “01\/06\/2026”/);
    const dated = await articlesOf('atom-invalid-date');
    expect(dated.map(({ headline, publishedOn }) => [headline, publishedOn])).toEqual([
      ['Good story one', '2026-06-01'],
      ['Story with a bad date', null],
    ]);
    expect(dated[1]?.notes[0]).toContain('1af Mehefin 2026');
  });

  test('is read although the XML is not quite one', async () => {
    const [minutes, parks] = await articlesOf('rss-raw-ampersand');
    expect(minutes?.links[0]?.url).toBe('https://m.example.org/ie.aspx?CId=1&MId=2');
    expect(parks?.headline).toBe('Parks & Trees');
    expect(await only('rss-no-version')).toMatchObject({ headline: 'Item', body: 'Text.' });
    expect(await only('atom-prefixed')).toMatchObject({ headline: 'Item', body: 'Text' });
  });

  test('shows letters for references, decoded as often as the titles need and no more', async () => {
    const [fund] = await articlesOf('rss-html-entity');
    expect(fund).toMatchObject({ headline: 'The mayor’s fund: £20,000 for clubs', body: 'Apply by Friday.' });
    const [escaped, cafe, speed] = await articlesOf('rss-double-escaped-title');
    expect(escaped).toMatchObject({
      headline: 'The mayor’s fund: £20,000 – for clubs …',
      organisation: 'Town – news & events',
      body: 'Apply by Friday: £5.',
    });
    expect(cafe?.headline).toBe('Café opens – it’s free Ärzte');
    expect(speed?.headline).toBe('Speed limits: is 20 < 30, and 40 > 30?');
  });

  test('loses no words beside pictures, films, figures and pasted styling', async () => {
    const pasted = await only('inline-image');
    expect(pasted.body).toBe(
      'Before the picture, [a link](https://x.example.org/a).\n\n## After\n\nLate bids are refused.',
    );
    expect(pasted.notes).toEqual(['A picture that was pasted into the text is left out: “Poster”.']);
    const word = await only('word-spans');
    expect(word.body).toMatch(/^\*\*Opening\*\* line\.\n\nword0 word1 .* word1599\n\n- First\n- Second$/);
    expect(word.notes).toEqual([]);
    expect(await only('atom-youtube')).toMatchObject({
      body: 'Press the button once a week.\n\nBook a visit: <https://example.org/visit>',
      links: [{ url: 'https://video.example.org/watch?v=abc' }],
      publishedOn: '2026-05-01',
    });
    const film = await only('rss-guid-changes');
    for (const words of [
      '10⁶ litres; CO₂',
      '[Film: Our film](https://video.example.org/embed/1)',
      '[Picture: A chart that says 40%](https://g.example.org/x.jpg)',
      'Mon am | Hall \\| room 2',
      '12 June',
      'Hidden',
    ])
      expect(film.body).toContain(words);
    expect(film.notes).toEqual(['Lines of a table’s cell stand on one line.']);
  });

  test('has the partner’s own summary, and no boilerplate', async () => {
    expect(await only('rss-wordpress')).toMatchObject({
      summary: "The editor's own excerpt of the story.",
      body: 'Officers found three cars in a barn on Tuesday.\n\nTwo people were held and later charged.',
    });
  });

  test('says what was flattened, and shows it', async () => {
    const deep = await only('nested-tags');
    expect(deep.body).toMatch(/^Before\n\n\*\*_deep_\*\*\n\n[-\s]*\*\*_deeper_\*\*$/);
    expect(deep.notes[0]).toMatch(/flattened/);
    const shown = await quarterly(env, 'articles', 'show', String(deep.id));
    expect(shown.out).toMatch(/note: .*flattened/);
    const listed = await quarterly(env, 'articles', 'list', '--json');
    const one = (JSON.parse(listed.out) as Shown[]).find(({ id }) => id === deep.id);
    expect(one?.notes).toEqual(deep.notes);
    expect(await quarterly(env, 'articles', 'show', '999999')).toMatchObject({ status: 1 });
  });

  test('says when its bytes are not what they are said to be', async () => {
    expect((await only('windows-bytes')).body).toBe('The mayor’s € café');
    expect(await messageOf('windows-bytes')).toMatch(/read as windows-1252/);
  });

  test('is not offered twice when ids change, unless it says so', async () => {
    const before = await only('rss-guid-changes');
    FEEDS['rss-guid-changes'] = String(fixture('rss-guid-changes')).replace('<guid>g1<', '<guid>g2<');
    expect(await quarterly(env, 'feeds', 'poll')).toMatchObject({ status: 0 });
    expect(await only('rss-guid-changes')).toMatchObject({ id: before.id, notes: before.notes });
    FEEDS['rss-guid-changes'] = String(fixture('rss-guid-changes'))
      .replace('<guid>g1<', '<guid>g3<')
      .replace('One', 'First');
    expect(await quarterly(env, 'feeds', 'poll')).toMatchObject({ status: 0 });
    const [other] = await articlesOf('rss-guid-changes');
    expect(other?.notes.at(-1)).toMatch(new RegExp(`Article ${before.id}, .* has the same link`));
  });
});
