import { beforeAll, beforeEach, expect, test } from 'vitest';
import { listActs } from '../../../src/acts/index.ts';
import { feedFetcher } from '../../../src/adapters/feeds/fetcher.ts';
import {
  feedReader,
  listArticles,
  listFeeds,
  listVersions,
  pollFeeds,
  showArticle,
} from '../../../src/articles/index.ts';
import { type Database, movableClock, sectionSlug } from '../../../src/core/index.ts';
import { listRuns } from '../../../src/flows/index.ts';
import { registerSections } from '../../../src/sections/index.ts';
import { item, rss, serve } from '../../articles/feed-server.ts';
import { editor } from '../../support/actors.ts';
import { freshDatabase } from '../../support/database.ts';
import { type DeskBrowser, signedInBrowser } from '../../support/desk.ts';
import { servedWeb } from '../../support/web.ts';

const clock = movableClock(new Date('2026-11-27T09:00:00Z'));
let db: Database;
let site: string;
let ed: DeskBrowser;

beforeAll(async () => {
  db = (await freshDatabase()).db;
  site = await servedWeb({ db, clock });
  const list = ['news', 'people'].map((slug) => ({
    slug: sectionSlug(slug),
    label: `The ${slug}`,
    description: '',
  }));
  await registerSections(db, list, { by: editor(), at: clock.now() });
});
beforeEach(async () => {
  ed = await signedInBrowser({ db, clock }, site, { name: 'Ed Example' });
});

const poll = () =>
  pollFeeds({ db, clock, fetchFeed: feedFetcher({ allowPrivate: true }), readFeed: feedReader() });
const page = async (path: string) => {
  const response = await ed.get(path);
  expect(response.status, path).toBe(200);
  return response.text();
};
const latest = async () => (await listActs(db, { limit: 1 }))[0];

/** A partner whose answer the test can change; its feed is added at the desk. */
async function partner(text: string) {
  const answer = { text, status: 200 };
  const url = `${await serve((_request, response) => {
    response.statusCode = answer.status;
    response.setHeader('content-type', 'text/xml').end(answer.text);
  })}/feed.xml`;
  const added = await ed.post('/desk/feeds', { url, section: 'news' });
  expect(added.headers.get('location')).toBe('/desk/feeds?done=added');
  const id = (await listFeeds(db)).find((feed) => feed.url === url)?.id ?? 0;
  return { answer, url, id };
}
const story = (headline: string, guid = headline) =>
  item({
    title: headline,
    guid,
    link: `https://partner.example.org/${guid}`,
    description: 'What happened, in short words.',
  });

test('without a feed the page teaches; what is wrong is said at its field', async () => {
  expect(await page('/desk/feeds')).toContain('No feed yet');
  const bad = await ed.post('/desk/feeds', { url: 'javascript:alert(1)', section: 'news' });
  expect(bad.status).toBe(400);
  const text = await bad.text();
  expect(text).toMatch(/href="#url"[^>]*>Give the address of the feed/);
  expect(text).toContain('value="javascript:alert(1)"');
  const nowhere = await ed.post('/desk/feeds', { url: 'https://example.org/feed', section: 'nowhere' });
  expect(await nowhere.text()).toMatch(/href="#section"[^>]*>Choose a section/);
  expect(await listFeeds(db)).toEqual([]);
});

test('a feed is added, read, and says since when it cannot be; each change is on record, by host only', async () => {
  const { answer, url, id } = await partner(rss(story('One') + story('Two')));
  expect(await latest()).toMatchObject({
    act: 'feed.added',
    by: { name: 'Ed Example' },
    params: { host: new URL(url).host },
  });
  expect((await ed.post('/desk/feeds', { url, section: 'news' })).status).toBe(409);
  expect(await page('/desk/feeds')).toContain('Not read yet');
  await poll();
  const read = await page('/desk/feeds');
  expect(read).toMatch(/Partner news<\/a>.*?2 articles wait\. Read today 09:00/s);
  answer.status = 500;
  clock.advance(3_600_000);
  await poll();
  clock.advance(3_600_000);
  await poll();
  const failing = await page('/desk/feeds');
  expect(failing).toMatch(/Not readable<\/strong> since today 10:00/);
  expect(failing).toContain('The feed&#39;s server answered 500.');
  answer.status = 200;
  await poll();
  expect(await page('/desk/feeds')).not.toContain('Not readable');
  expect(await page(`/desk/feeds/${id}/remove`)).toContain('The 2 articles that it has brought stay');
  expect((await ed.post(`/desk/feeds/${id}/remove`, {})).headers.get('location')).toBe(
    '/desk/feeds?done=removed',
  );
  expect(await latest()).toMatchObject({ act: 'feed.removed' });
  expect((await ed.get(`/desk/feeds/${id}`)).status).toBe(404);
  expect((await ed.post(`/desk/feeds/${id}/remove`, {})).status).toBe(404);
});

test('reading all now is a run, and one at a time', async () => {
  await partner(rss(story('Later')));
  expect((await ed.post('/desk/feeds/read', {})).headers.get('location')).toBe('/desk/feeds?done=reading');
  const [run] = await listRuns(db, 'partner-feeds');
  expect(run).toMatchObject({ flow: 'partner-feeds', trigger: 'manual' });
  const again = await ed.post('/desk/feeds/read', {});
  expect(again.status).toBe(409);
  expect(await again.text()).toContain('is going on: wait until it has ended');
});

test('what waits is brought in with a section, as a version; a poll changes it no more', async () => {
  const { answer, id } = await partner(rss(story('Kept', 'k') + story('Moved', 'm')));
  await poll();
  const found = (await listArticles(db)).filter(({ feed_id }) => feed_id === id);
  const [kept, moved] = ['Kept', 'Moved'].map(
    (headline) => found.find((one) => one.headline === headline)?.id,
  );
  if (!kept || !moved) throw new Error('The feed has brought nothing.');
  const shown = await page(`/desk/feeds/${id}`);
  expect(shown).toContain(`href="/desk/articles/${kept}"`);
  expect(shown).toContain(`name="article" value="${moved}"`);
  const bring = (article: number, section: string) =>
    ed.post(`/desk/feeds/${id}`, { do: 'bring-in', article: String(article), section });
  expect((await bring(moved, 'nowhere')).status).toBe(400);
  expect((await bring(kept, 'news')).headers.get('location')).toBe(`/desk/feeds/${id}?done=brought-in`);
  expect((await bring(moved, 'people')).status).toBe(303);
  expect((await bring(moved, 'people')).status, 'twice is once').toBe(303);
  expect(await showArticle(db, kept)).toMatchObject({ state: 'accepted', section_slug: 'news' });
  expect(await showArticle(db, moved)).toMatchObject({ state: 'accepted', section_slug: 'people' });
  expect((await listVersions(db, moved)).map(({ how }) => how).sort()).toEqual(['desk', 'feed']);
  expect(await latest()).toMatchObject({ act: 'article.accepted', subject: moved });
  answer.text = rss(story('Kept in other words', 'k'));
  await poll();
  expect((await showArticle(db, kept)).headline).toBe('Kept');
  expect(await page(`/desk/feeds/${id}`)).toContain('Nothing of it waits');
});

test('words of a partner are text, whatever they hold', async () => {
  // As a feed says "<img" that is meant as words: escaped once for XML and once for HTML.
  const evil = '&amp;lt;img src=x onerror=alert(1)&amp;gt;"&amp;lt;script&amp;gt;alert(1)';
  const { id } = await partner(rss(story(evil, 'e'), evil));
  await poll();
  for (const path of ['/desk/feeds', `/desk/feeds/${id}`, `/desk/feeds/${id}/remove`]) {
    const text = await page(path);
    expect(text, path).toContain('onerror');
    expect(text, path).not.toMatch(/<img|<script>/);
  }
});
