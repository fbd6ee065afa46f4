import { type PartnerItem, readItem } from '../../src/articles/feed/feed-item.ts';
import { throughParser } from '../../src/articles/feed/hand-over.ts';
import { readRawFeed } from '../../src/articles/feed/raw-feed.ts';

export type Read = { title: string; items: PartnerItem[]; refused: string[] };

/** A feed's text as the reading thread reads it, in this process. */
export async function readFeedText(
  text: string,
  fetched = 'https://fetched.example.org/feed',
): Promise<Read> {
  const { title, items: raw, refused } = readRawFeed(text, fetched);
  const handed = await Promise.all(raw.map(throughParser));
  const items = handed
    .flatMap((item) => (item ? [readItem(item, 'whole')] : []))
    .filter((item) => item !== undefined);
  return { title, items, refused: refused.map(({ name, why }) => `${name}: ${why}`) };
}

export const rssOf = (items: string, channel = '<title>C</title>') =>
  `<rss version="2.0"><channel>${channel}${items}</channel></rss>`;
export const atomOf = (entries: string, attributes = '') =>
  `<feed xmlns="http://www.w3.org/2005/Atom"${attributes}><title>F</title>${entries}</feed>`;

/** The one item of a feed. */
export async function oneItem(text: string, fetched?: string): Promise<PartnerItem> {
  const { items, refused } = await readFeedText(text, fetched);
  if (items.length !== 1 || !items[0]) throw new Error(`${items.length} items, ${refused.join('; ')}`);
  return items[0];
}

/** The body of an RSS item with this HTML, escaped as most feeds do. */
export const bodyOf = async (html: string): Promise<string> =>
  (
    await oneItem(
      rssOf(
        `<item><title>T</title><link>https://p.example.org/a/b</link><description><![CDATA[${html}]]></description></item>`,
      ),
    )
  ).body;

export const titleFrom = async (xml: string): Promise<string> =>
  (await oneItem(rssOf(`<item><title>${xml}</title><description>text</description></item>`))).headline;
