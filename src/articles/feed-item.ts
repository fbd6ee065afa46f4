import { type ArticleLink, cleanText, sha256 } from '../core/index.ts';
import { absoluteAddress } from './absolute-address.ts';
import { htmlToText, readHtml } from './html-to-markdown.ts';
import type { RawFeed, RawItem } from './parse-feed.ts';

/** An item of a partner's feed, cleaned: text is safe for XML and PostgreSQL, links are absolute and http(s). */
export type FeedItem = {
  /** The item's guid, else its link, else a hash of what it says; at most 500 characters. */
  key: string;
  headline: string;
  summary: string;
  body: string;
  publishedOn?: string;
  links: ArticleLink[];
};

const HEADLINE_MAX = 250;
const SUMMARY_MAX = 300;
const KEY_MAX = 500;

export const feedTitle = (feed: RawFeed): string => clip(htmlToText(textOf(feed.title)), 200);

/** @param base where the feed was read: relative links resolve against it. `undefined` for an item that says nothing. */
export function readItem(item: RawItem, base: string): FeedItem | undefined {
  const html = firstText(item, ['content:encoded', 'content', 'summary', 'description']);
  const { markdown, text: plain } = readHtml(html, base);
  const title = htmlToText(textOf(item.title));
  const link = absoluteAddress(textOf(item.link), base);
  const headline = clip(title || plain, HEADLINE_MAX) || (link ? new URL(link).hostname : '');
  if (headline === '') return undefined;
  const body = markdown || (link ? `<${link}>` : headline);
  const publishedOn = dayOf(textOf(item.isoDate) || textOf(item.pubDate));
  return {
    key: keyOf(item, link, `${title}\n${html}`),
    headline,
    summary: clip(readHtml(textOf(item.summary), base).text || plain, SUMMARY_MAX),
    body,
    links: link ? [{ text: `Read it at ${new URL(link).hostname}`, url: link }] : [],
    ...(publishedOn ? { publishedOn } : {}),
  };
}

/** Of a field that is text, `{_: text}` as XML with attributes comes, or a list of either. */
function textOf(field: unknown): string {
  if (typeof field === 'string') return cleanText(field);
  if (Array.isArray(field)) return textOf(field[0]);
  return field !== null && typeof field === 'object' && '_' in field ? textOf(field._) : '';
}

const firstText = (item: RawItem, names: readonly string[]) =>
  names.map((name) => textOf(item[name])).find((text) => text.trim() !== '') ?? '';

function keyOf(item: RawItem, link: string | undefined, content: string): string {
  const named = textOf(item.guid).trim() || textOf(item.id).trim() || link;
  if (named === undefined) return `sha256:${sha256(content)}`;
  return named.length > KEY_MAX ? `sha256:${sha256(named)}` : named;
}

function dayOf(text: string): string | undefined {
  const time = Date.parse(text);
  const year = Number.isNaN(time) ? 0 : new Date(time).getUTCFullYear();
  return year >= 1970 && year <= 9999 ? new Date(time).toISOString().slice(0, 10) : undefined;
}

/** At most `max` characters, cut between words where there are any. */
function clip(text: string, max: number): string {
  const characters = [...text];
  if (characters.length <= max) return text;
  const cut = characters.slice(0, max - 1).join('');
  const atWord = cut.replace(/\s+\S*$/, '');
  return `${atWord.length > cut.length / 2 ? atWord : cut}…`;
}
