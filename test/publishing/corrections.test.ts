import { beforeAll, describe, expect, it } from 'vitest';
import { editionNumber } from '../../src/core/index.ts';
import { articlesOf, correctArticle, openArchive } from '../../src/publishing/index.ts';
import { editor } from '../support/actors.ts';
import { bell } from '../support/bell.ts';
import { readXml } from '../support/xml.ts';
import { ARTICLE, openedArchive } from './archive.ts';

let archive: Awaited<ReturnType<typeof openedArchive>>;
let before: { guids: string[]; etag: string | null; section: string };
let second: string;
let third: string;

const guidsIn = (feed: string) =>
  readXml(feed)
    .filter(({ path }) => path === '/rss/channel/item/guid')
    .map(({ text }) => text);

beforeAll(async () => {
  archive = await openedArchive();
  const feed = await archive.get('/feed.xml');
  before = {
    etag: feed.headers.get('etag'),
    guids: guidsIn(await feed.text()),
    section: await archive.text('/sections/celebrating-success'),
  };
  second = await archive.correct(
    ARTICLE,
    { headline: 'Night bus crews win <an> award & more' },
    'There were eleven people, not fourteen.',
  );
  third = await archive.correct(
    second,
    { headline: 'Bus crews honoured', summary: 'Ünïcode ‮abc‬ 👩‍👩‍👧.' },
    'The summary named the wrong stop.',
  );
});

describe('a corrected article', () => {
  it('is found under every address that it ever had', async () => {
    expect(new Set([ARTICLE, second, third]).size).toBe(3);
    for (const slug of [ARTICLE, second]) {
      const answer = await archive.get(`/editions/6/${slug}`);
      expect(answer.status).toBe(301);
      expect(answer.headers.get('location')).toBe(`/editions/6/${third}`);
    }
    expect((await archive.get(`/editions/6/${third}`)).status).toBe(200);
  });

  it('says on its page what was wrong, when, and which words changed', async () => {
    const page = await archive.text(`/editions/6/${third}`);
    for (const note of ['There were eleven people, not fourteen.', 'The summary named the wrong stop.']) {
      expect(page).toContain(note);
    }
    expect(page).toMatch(/Corrected on <time datetime="2026-08-03T/);
    // What goes stands before what comes.
    expect(page).toMatch(/<del>[^<]+<\/del><ins>[^<]+<\/ins>/);
    expect(page).toContain('"@type":"CorrectionComment"');
    expect(page).not.toContain('<an>');
    expect(page).toContain(`<link rel="canonical" href="https://bulletin.example.org/editions/6/${third}"/>`);
  });

  it('names no part that is as it was', async () => {
    const { db, clock } = archive;
    const edition = editionNumber(6);
    const reading = await openArchive(db, { freshForMs: 0 }).edition(edition);
    const article =
      reading &&
      articlesOf(reading).find(
        ({ contact, corrections }) => corrections.length === 0 && Object.keys(contact ?? {}).length > 2,
      );
    if (!article) throw new Error('The sample edition has no article with a full contact.');
    const content = { summary: `${article.summary} Indeed.` };
    const by = editor('editor@example.org');
    await correctArticle(
      { db, clock, queue: bell() },
      { edition, article: article.slug, content, note: 'A word.', by },
    );
    const page = await archive.text(`/editions/6/${article.slug}`);
    expect([...page.matchAll(/<p><strong>(\w+)<\/strong><\/p>/g)].map(([, part]) => part)).toEqual([
      'Summary',
    ]);
  });

  it('is marked where its edition is read, which its mail opens', async () => {
    const page = await archive.text('/editions/6');
    expect(page).toContain('This edition was corrected after it was sent');
    expect(page).toContain('Bus crews honoured');
    expect(page).not.toContain('Night bus crews win the Shared Effort award</a>');
  });

  it('updates its item in every format of feed, under the guid that it had', async () => {
    const feed = await archive.get('/feed.xml', { 'If-None-Match': before.etag ?? '' });
    expect(feed.status).toBe(200);
    const rss = await feed.text();
    expect(guidsIn(rss)).toEqual(before.guids);
    expect(rss).toContain('Bus crews honoured');

    const atom = readXml(await archive.text('/feed.atom'));
    const ids = atom.filter(({ path }) => path === '/feed/entry/id').map(({ text }) => text);
    expect(ids).toEqual(before.guids);
    const titles = atom.filter(({ path }) => path === '/feed/entry/title').map(({ text }) => text);
    const updated = atom.filter(({ path }) => path === '/feed/entry/updated').map(({ text }) => text);
    const published = atom.filter(({ path }) => path === '/feed/entry/published').map(({ text }) => text);
    const at = titles.indexOf('Bus crews honoured');
    expect(updated[at]?.slice(0, 10)).toBe('2026-08-04');
    expect(published[at]?.slice(0, 10)).toBe('2026-05-04');

    const json = JSON.parse(await archive.text('/feed.json'));
    const item = json.items.find(({ title }: { title: string }) => title === 'Bus crews honoured');
    expect(item.date_modified.slice(0, 10)).toBe('2026-08-04');
    expect(item.content_html).toContain('The summary named the wrong stop.');
    expect(item.summary).toContain('👩‍👩‍👧');
  });

  it('is listed, searched and mapped under its new words only', async () => {
    expect(before.section).toContain(`/editions/6/${ARTICLE}`);
    const section = await archive.text('/sections/celebrating-success');
    expect(section).toContain(`/editions/6/${third}`);
    expect(section).not.toContain(ARTICLE);
    expect(await archive.text('/search?q=honoured')).toContain(`/editions/6/${third}`);
    expect(await archive.text('/search?q=%22Shared+Effort%22')).not.toContain('/editions/6/');
    const map = await archive.text('/sitemap.xml');
    expect(map).toContain(`/editions/6/${third}</loc>`);
    expect(map).not.toContain(`/editions/6/${ARTICLE}</loc>`);
  });

  it('is one of the pages that the sitemap names, each by its canonical address', async () => {
    const map = await archive.text('/sitemap.xml');
    const addresses = readXml(map).filter(({ path }) => path === '/urlset/url/loc');
    expect(addresses.length).toBeGreaterThan(20);
    for (const { text } of addresses) {
      const answer = await archive.get(new URL(text).pathname);
      expect(answer.status, text).toBe(200);
      const page = await answer.text();
      expect(page, text).toContain(`<link rel="canonical" href="${text}"/>`);
    }
  });
});
