import { expect, it } from 'vitest';
import { documentCache, publicDocument } from '../../src/publishing/index.ts';

const at = new Date('2026-05-04T09:00:00Z');
const document = (octets: number) => publicDocument('text/plain', 'x'.repeat(octets), at);

it('keeps no more octets than it may, however many sets are asked for, and what is asked for most', async () => {
  const cache = documentCache(1_000_000);
  let made = 0;
  const ask = (key: string, octets: number, revision = 'one') =>
    cache.get(revision, key, async () => {
      made += 1;
      return document(octets);
    });
  await ask('/feed.xml', 10_000);
  for (let set = 0; set < 500; set += 1) {
    await ask(`/feed.xml?sections=${set}`, 40_000);
    expect(cache.octets()).toBeLessThanOrEqual(1_000_000);
    await ask('/feed.xml', 10_000);
  }
  expect(made).toBe(501);
  await ask('/huge', 5_000_000);
  expect(cache.octets()).toBeLessThanOrEqual(1_000_000);
  await ask('/feed.xml', 10_000, 'two');
  expect(cache.octets()).toBe(20_000);
});

it('forgets what failed', async () => {
  const cache = documentCache();
  const failing = cache.get('one', '/', async () => {
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect((await cache.get('one', '/', async () => document(3))).held).toBe(6);
});
