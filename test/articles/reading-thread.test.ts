import { afterAll, describe, expect, it } from 'vitest';
import { ReadingThread } from '../../src/articles/feed/reading-thread.ts';
import { feedReader } from '../../src/articles/index.ts';
import { rssOf } from './feed-kinds.ts';

const thread = new ReadingThread();
afterAll(() => thread.end());

const heavy = rssOf(
  `<item><title>T</title><description>${'&lt;p&gt;*a_b*'.repeat(60_000)}</description></item>`,
);
const url = 'https://p.example.org/feed';

describe('a reading thread', () => {
  it('is ended when a request takes more processor time than it may, and another takes its place', async () => {
    expect(await thread.ask({ text: heavy, url }, 1)).toEqual({ gaveUp: 'time' });
    expect(await thread.ask({ text: rssOf('<item><title>T</title></item>'), url }, 60_000)).toMatchObject({
      feed: { items: [{ title: 'T' }] },
    });
    expect(thread.usedMs).toBeGreaterThan(1);
  });

  it('gives a feed that cannot be read in time a sentence', async () => {
    await expect(feedReader({ feedMs: 1 })(heavy, url)).rejects.toThrow(
      /more than 0.001 s of processor time/,
    );
  });
});
