import { beforeAll, expect, it } from 'vitest';
import { editionNumber } from '../../src/core/index.ts';
import { loadStanding } from '../../src/editions/index.ts';
import { openArchive, putBackArticle, takeDownArticle } from '../../src/publishing/index.ts';
import { editor } from '../support/actors.ts';
import { bell } from '../support/bell.ts';
import { readXml } from '../support/xml.ts';
import { ARTICLE, openedArchive } from './archive.ts';

const HEADLINE = 'Night bus crews win the Shared Effort award';
const SECTION = 'celebrating-success';
const edition = editionNumber(6);
const by = editor('editor@example.org');

let archive: Awaited<ReturnType<typeof openedArchive>>;
let picture: string;
let variants: string[];

const ports = () => ({
  db: archive.db,
  clock: archive.clock,
  queue: bell(),
  render: async () => {},
  interrupt: async () => {},
});
const takeDown = (article: string, notice?: string) =>
  takeDownArticle(ports(), {
    edition,
    article,
    reason: 'It names a witness.',
    by,
    ...(notice ? { notice } : {}),
  });

/** Every place in which a reader, a search engine or a feed reader may come upon the article. */
const PLACES = [
  '/',
  '/editions/6',
  `/editions/6?sections=${SECTION}`,
  `/sections/${SECTION}`,
  '/search?q=night+bus+crews',
  '/sitemap.xml',
  ...['xml', 'atom', 'json'].flatMap((extension) => [
    `/feed.${extension}`,
    `/feed.${extension}?sections=${SECTION}`,
    `/sections/${SECTION}/feed.${extension}`,
    `/editions/feed.${extension}`,
  ]),
];
const placesWithIt = async () => {
  const found = await Promise.all(
    PLACES.map(async (path) => {
      // A search page says the query back.
      const text = (await archive.text(path)).replaceAll('night bus crews', '');
      return text.includes(HEADLINE) || text.includes(ARTICLE) || text.includes(picture) ? [path] : [];
    }),
  );
  return found.flat();
};

beforeAll(async () => {
  archive = await openedArchive();
  const page = await archive.text(`/editions/6/${ARTICLE}`);
  picture = /\/images\/[0-9a-f]{64}\.\w+/.exec(page)?.[0] ?? '';
  variants = [...page.matchAll(/\/images\/[0-9a-f]{64}-\d+\.(?:avif|webp)/g)].map(([path]) => path);
  expect(variants.length).toBeGreaterThan(0);
});

it('is gone from its page, its pictures and every list, and comes back where it was', async () => {
  const before = await placesWithIt();
  expect(before.length).toBeGreaterThan(8);
  const feed = await archive.get('/feed.xml');
  const guids = readXml(await feed.text()).filter(({ path }) => path === '/rss/channel/item/guid');
  const etag = feed.headers.get('etag') ?? '';
  const pictureTag = (await archive.get(picture)).headers.get('etag') ?? '';

  await takeDown(ARTICLE);
  const page = await archive.get(`/editions/6/${ARTICLE}`);
  expect(page.status).toBe(410);
  expect(page.headers.get('cache-control')).toBe('no-store');
  const words = await page.text();
  expect(words).toContain('taken down by its editors');
  expect(words).not.toContain(HEADLINE);
  expect(words).not.toContain('witness');
  for (const path of [picture, ...variants]) {
    const answer = await archive.get(path, { 'If-None-Match': pictureTag });
    expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 410, 'no-store']);
  }
  expect(await placesWithIt()).toEqual([]);
  expect(await archive.text('/editions/6')).toContain('An article of this edition was taken down on');
  const since = { 'If-None-Match': etag, 'If-Modified-Since': feed.headers.get('last-modified') ?? '' };
  expect((await archive.get('/feed.xml', since)).status).toBe(200);

  await expect(takeDown(ARTICLE)).rejects.toThrow('is taken down already');
  archive.clock.advance(60_000);
  await putBackArticle(ports(), { edition, article: ARTICLE, by });
  await expect(putBackArticle(ports(), { edition, article: ARTICLE, by })).rejects.toThrow('not taken down');
  expect((await archive.get(`/editions/6/${ARTICLE}`)).status).toBe(200);
  expect((await archive.get(picture)).status).toBe(200);
  expect(await placesWithIt()).toEqual(before);
  expect(await archive.text('/editions/6')).not.toContain('taken down');
  const again = readXml(await archive.text('/feed.xml'));
  expect(again.filter(({ path }) => path === '/rss/channel/item/guid')).toEqual(guids);
});

it('says the editors’ own sentence under every address that it had, and takes no correction meanwhile', async () => {
  const renamed = await archive.correct(ARTICLE, { headline: 'Night crews honoured' }, 'The name was wrong.');
  await takeDown(ARTICLE, 'The crews asked us to <remove> it.');
  for (const slug of [ARTICLE, renamed]) {
    const answer = await archive.get(`/editions/6/${slug}`);
    expect([slug, answer.status]).toEqual([slug, 410]);
    expect(await answer.text()).toContain('The crews asked us to &lt;remove&gt; it.');
  }
  expect(await archive.text('/editions/6')).toContain('The crews asked us to &lt;remove&gt; it.');
  await expect(archive.correct(renamed, { headline: 'Another' }, 'Again.')).rejects.toThrow(
    `put-back 6 ${renamed}`,
  );
  await putBackArticle(ports(), { edition, article: renamed, by });
  expect((await archive.get(`/editions/6/${renamed}`)).status).toBe(200);
});

it('keeps a picture that another article has too', async () => {
  const hash = /[0-9a-f]{64}/.exec(picture)?.[0];
  const shared = JSON.stringify({ hash, alt: 'The same' });
  const other = await archive.db
    .updateTable('articles')
    .set({ image: shared })
    .where('edition_number', '=', editionNumber(7))
    .where('image', 'is', null)
    .returning('id')
    .executeTakeFirstOrThrow();
  expect(other.id).toBeGreaterThan(0);
  await takeDown(ARTICLE);
  expect((await archive.get(picture)).status).toBe(200);
  await putBackArticle(ports(), { edition, article: ARTICLE, by });
});

it('leaves an empty section out of the edition, and the frozen snapshot as it was', async () => {
  const reading = await openArchive(archive.db, { freshForMs: 0 }).edition(edition);
  const slugs = reading?.sections.flatMap(({ articles }) => articles.map(({ slug }) => slug)) ?? [];
  const hash = async () =>
    (
      await archive.db.selectFrom('snapshots').select('hash').where('edition_number', '=', edition).execute()
    )[0];
  const frozen = await hash();
  for (const slug of slugs) await takeDown(slug);
  const page = await archive.get('/editions/6');
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('Every article of this edition was taken down.');
  expect((await loadStanding(archive.db, edition))?.snapshot.sections).toEqual([]);
  expect(await hash()).toEqual(frozen);
  for (const slug of slugs) await putBackArticle(ports(), { edition, article: slug, by });
  expect((await loadStanding(archive.db, edition))?.hash).toBe(frozen?.hash);
});

it('keeps the record: who, when and why can be changed by nobody', async () => {
  const rows = await archive.db.selectFrom('takedowns').selectAll().execute();
  expect(rows.length).toBeGreaterThan(4);
  expect(rows[0]).toMatchObject({
    taken_by: 'editor@example.org',
    put_back_by: 'editor@example.org',
    reason: 'It names a witness.',
  });
  await expect(archive.db.updateTable('takedowns').set({ reason: 'Another' }).execute()).rejects.toThrow(
    'on record',
  );
  await expect(archive.db.deleteFrom('takedowns').execute()).rejects.toThrow('on record');
});
