import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Encoded, fragmentCache, joinedDocument } from '../../src/publishing/index.ts';
import { type Fragment, type Joined, joinedText } from '../../src/rendering/index.ts';

const kind = { mediaType: 'text/plain', lastModified: new Date('2026-05-04T09:00:00Z') };
const fragment = (key: string, text = key): Fragment => ({ key, from: [], print: () => text });

const octetsOf = (encoded: Encoded) =>
  Buffer.isBuffer(encoded) ? encoded : Buffer.concat(encoded as readonly Buffer[]);

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string().map((few) => few.repeat(900)),
);
const anyJoined = fc
  .array(fc.tuple(text, text), { maxLength: 6 })
  .chain((pairs) => text.map((first) => ({ pairs, first })))
  .map(
    ({ pairs, first }): Joined => ({
      words: [first, ...pairs.map(([word]) => word)],
      fragments: pairs.map(([, printed], at) => fragment(`${at} ${printed}`, printed)),
    }),
  );

it('joins what was printed and packed alone to one document and one gzip stream', async () => {
  const cache = fragmentCache();
  await fc.assert(
    fc.asyncProperty(anyJoined, async (joined) => {
      const document = await joinedDocument(cache, joined, kind);
      const whole = Buffer.from(joinedText(joined));
      expect(Buffer.compare(octetsOf(await document.encoded('identity')), whole)).toBe(0);
      expect(Buffer.compare(gunzipSync(octetsOf(await document.encoded('gzip'))), whole)).toBe(0);
      const more = await joinedDocument(cache, { ...joined, words: [...joined.words, '.'] }, kind);
      expect(more.hash).not.toBe(document.hash);
      expect((await joinedDocument(fragmentCache(), joined, kind)).hash).toBe(document.hash);
    }),
    { numRuns: 100 },
  );
});

it('prints each article once, however many ask at once, and lets others go on between slices', async () => {
  const cache = fragmentCache(1_000_000, 0);
  let items = 0;
  const html = Array.from({ length: 40 }, (_, at) => ({ key: `${at} item`, print: () => `<p>${at}` }));
  const feed = (format: string): Joined => ({
    words: Array.from({ length: 41 }, () => ''),
    fragments: html.map((source, at) => ({
      key: `${at} ${format}`,
      from: [source],
      print: ([printed]) => {
        items += 1;
        return `${format}${printed}`;
      },
    })),
  });
  let rounds = 0;
  const count = () => {
    rounds += 1;
    if (items < 80) setImmediate(count);
  };
  setImmediate(count);
  const all = await Promise.all(['rss', 'rss', 'rss', 'json'].map((format) => cache.all(feed(format))));
  expect(items).toBe(80);
  expect(cache.prints()).toBe(120);
  expect(rounds).toBeGreaterThanOrEqual(80);
  expect(all[1]).toEqual(all[0]);
});

it('holds no more octets than it may, and gives the same when nothing is kept', async () => {
  const cache = fragmentCache(50_000);
  for (let at = 0; at < 200; at += 1) {
    const joined = { words: ['', ''], fragments: [fragment(`${at}`, `${at} `.repeat(1_000))] };
    const document = await joinedDocument(cache, joined, kind);
    expect(cache.octets()).toBeLessThanOrEqual(50_000);
    expect(document.held).toBeLessThan(1_000);
    expect(String(octetsOf(await document.encoded('identity')))).toBe(joinedText(joined));
  }
});
