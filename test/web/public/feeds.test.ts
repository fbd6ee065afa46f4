import { beforeAll, describe, expect, it } from 'vitest';
import { movableClock } from '../../../src/core/index.ts';
import { publishEdition } from '../../../src/publishing/index.ts';
import { article, folder } from '../../editions/folders.ts';
import { freshDatabase } from '../../support/database.ts';
import { publishedSample, sentEdition } from '../../support/publish.ts';
import { servedWeb } from '../../support/web.ts';

const { db } = await freshDatabase();
const clock = movableClock(new Date('2026-08-04T09:00:00Z'));
let web: string;
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`${web}${path}`, { redirect: 'manual', method, headers });

const deps = { db, clock };

beforeAll(async () => {
  web = await servedWeb(deps);
  await publishedSample(deps, 'edition-06');
});

describe('feeds', () => {
  it.each(['/feed', '/sections/communities/feed', '/editions/feed'])(
    'gives %s in three formats',
    async (path) => {
      const types = [];
      for (const extension of ['xml', 'atom', 'json']) {
        const answer = await get(`${path}.${extension}`);
        expect(answer.status).toBe(200);
        types.push(answer.headers.get('content-type'));
      }
      expect(types).toEqual([
        'application/rss+xml; charset=utf-8',
        'application/atom+xml; charset=utf-8',
        'application/feed+json; charset=utf-8',
      ]);
    },
  );

  it('answers 304 to a reader that has it', async () => {
    const first = await get('/feed.xml');
    const etag = first.headers.get('etag') ?? '';
    const since = first.headers.get('last-modified') ?? '';
    expect((await get('/feed.xml', { 'If-None-Match': etag })).status).toBe(304);
    expect((await get('/feed.xml', { 'If-Modified-Since': since })).status).toBe(304);
    expect((await get('/feed.xml', { 'If-None-Match': '"other"', 'If-Modified-Since': since })).status).toBe(
      200,
    );
  });

  it('answers HEAD as GET, without the body', async () => {
    const head = await get('/feed.xml', {}, 'HEAD');
    const full = await get('/feed.xml', { 'Accept-Encoding': 'identity' });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    expect(full.headers.get('content-length')).toBe(String((await full.arrayBuffer()).byteLength));
  });

  it.each([
    ['/feed.xml?sections=nowhere', 'feed.xml'],
    ['/feed.json?sections=communities,nowhere', 'feed.json'],
    ['/sections/nowhere/feed.atom', 'feed.atom'],
    ['/feeds?sections=nowhere', 'feed.xml'],
  ])('answers %s with a page that leads to the feeds there are', async (path, file) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(await answer.text()).toContain(
      `<a href="/sections/communities/${file}">communities (Communities)</a>`,
    );
  });

  it('leads through older articles page by page (RFC 5005)', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`${at + 10}.md`, article({ headline: `Bed ${at}` })]),
    );
    await publishEdition(deps, await sentEdition(deps, folder(files)));
    const guids = new Set<string>();
    let next: string | undefined = '/feed.xml';
    let pages = 0;
    while (next) {
      const text = await (await get(next)).text();
      for (const [, guid = ''] of text.matchAll(/<guid[^>]*>([^<]+)/g)) guids.add(guid);
      next = /rel="next" href="https:\/\/bulletin\.example\.org([^"]+)"/.exec(text)?.[1];
      pages += 1;
    }
    expect(pages).toBe(2);
    expect(guids.size).toBe(41 + 5);
    expect((await get('/feed.xml?page=3')).status).toBe(404);
  });

  it('sends the bytes that its headers promise, compressed as asked', async () => {
    const plain = await get('/feed.xml', { 'Accept-Encoding': 'identity' });
    const strong = plain.headers.get('etag');
    for (const coding of ['gzip', 'br']) {
      const answer = await get('/feed.xml', { 'Accept-Encoding': coding });
      expect(answer.headers.get('content-encoding')).toBe(coding);
      expect(answer.headers.get('vary')).toContain('Accept-Encoding');
      expect(answer.headers.get('etag')).toBe(`W/${strong}`);
    }
  });

  it('shows a person what it is, and a reader the feed', async () => {
    const asPage = await get('/feed.xml', { 'Sec-Fetch-Dest': 'document' });
    expect(asPage.headers.get('content-type')).toContain('text/html');
    expect(asPage.headers.get('vary')).toContain('Sec-Fetch-Dest');
    expect(await asPage.text()).toContain('This is a feed.');
    const asFeed = await get('/feed.xml', { 'Sec-Fetch-Dest': 'empty' });
    expect(asFeed.headers.get('content-type')).toContain('application/rss+xml');
  });
});
