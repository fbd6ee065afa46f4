import { cleanText } from '../core/index.ts';
import type { ReadFeed } from './feed/reader.ts';

const PASTED_MAX = 400_000;

/**
 * What somebody has pasted from a web page or a word processor as Markdown, read like an item of a partner's feed: in a thread that
 * is ended when it takes too long, styling and scripts gone. Empty where it says nothing; `cut`: what came after the first 400,000
 * characters is missing.
 */
export async function readPasted(readFeed: ReadFeed, html: string): Promise<{ text: string; cut: boolean }> {
  const words = cleanText(html.slice(0, PASTED_MAX)).replaceAll(']]>', ']]]]><![CDATA[>');
  const item = `<item><title>Pasted</title><guid>pasted</guid><description><![CDATA[${words}]]></description></item>`;
  const feed = `<rss version="2.0"><channel><title>Pasted</title>${item}</channel></rss>`;
  const { items } = await readFeed(feed, 'https://pasted.invalid/');
  return { text: items[0]?.body ?? '', cut: html.length > PASTED_MAX };
}
