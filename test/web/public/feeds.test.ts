import { beforeAll, describe, expect, it } from 'vitest';
import { movableClock } from '../../../src/core/index.ts';
import { freshDatabase } from '../../support/database.ts';
import { publishedSample } from '../../support/publish.ts';
import { servedWeb } from '../../support/web.ts';

const clock = movableClock(new Date('2026-08-04T09:00:00Z'));
let web: string;
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`${web}${path}`, { redirect: 'manual', method, headers });

beforeAll(async () => {
  const { db } = await freshDatabase();
  web = await servedWeb({ db, clock });
  await publishedSample({ db, clock }, 'edition-06');
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

  it('answers an unknown section with a page that lists those there are', async () => {
    const answer = await get('/feed.xml?sections=nowhere');
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(await answer.text()).toContain('communities');
  });
});
