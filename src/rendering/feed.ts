import type { Locale } from '../words/index.ts';
import { type FragmentSource, type Joined, joinAt } from './joined.ts';

export type FeedOptions = { publicUrl: string; locale: Locale; timeZone: string };

export type FeedFormat = 'rss' | 'atom' | 'json';

export const feedFormats: Record<
  FeedFormat,
  { extension: 'xml' | 'atom' | 'json'; mediaType: string; name: string }
> = {
  rss: { extension: 'xml', mediaType: 'application/rss+xml; charset=utf-8', name: 'RSS' },
  atom: { extension: 'atom', mediaType: 'application/atom+xml; charset=utf-8', name: 'Atom' },
  json: { extension: 'json', mediaType: 'application/feed+json; charset=utf-8', name: 'JSON Feed' },
};

/** Octets and media type of one file that comes with an item, as feed readers need to know beforehand. */
export type Enclosure = { url: string; mediaType: string; octets: number };

export type FeedItem = {
  /** Stable for ever and not an address: survives a move of the site and a renamed slug. */
  guid: string;
  url: string;
  title: string;
  summary: string;
  /** BCP 47, where somebody has said it. */
  language?: string;
  /** Changes when anything of the item does. */
  key: string;
  /** Whole article or edition, with absolute addresses only. */
  content: { from: readonly FragmentSource[]; html(sources: readonly string[]): string };
  author: string;
  categories: { term: string; label: string; url: string }[];
  published: Date;
  updated: Date;
  enclosure?: Enclosure;
};

/** One page of a feed, before it takes a format. All addresses are absolute. */
export type Feed = {
  /** Without page: the identity of the feed. */
  id: string;
  title: string;
  description: string;
  language: string;
  publisher: string;
  /** The page for people that has the same content. */
  home: string;
  /** The address of one page of the feed in one format (RFC 5005 §3). */
  page(format: FeedFormat, page: number): string;
  number: number;
  pages: number;
  icon: string;
  /** Where people without a feed reader are shown what this is. */
  stylesheet: string;
  hub?: string;
  /** From content, never from now: else the ETag would change at each request. */
  updated: Date;
  items: FeedItem[];
};

/** A feed in one format, its items as fragments. */
export const joinItems = (
  feed: Feed,
  frame: { text: string; format: FeedFormat },
  print: (item: FeedItem, html: string, language: string) => string,
): Joined =>
  joinAt(
    frame.text,
    feed.items.map((item) => ({
      key: `${item.key} ${frame.format} ${feed.language}`,
      from: item.content.from,
      print: (sources) => print(item, item.content.html(sources), feed.language),
    })),
  );

export type FeedPageLink = { rel: 'self' | 'first' | 'last' | 'previous' | 'next'; href: string };

/** RFC 5005 §3: `next` leads to older items. */
export function pageLinks(feed: Feed, format: FeedFormat): FeedPageLink[] {
  const at = (rel: FeedPageLink['rel'], page: number): FeedPageLink => ({
    rel,
    href: feed.page(format, page),
  });
  return [
    at('self', feed.number),
    ...(feed.pages > 1 ? [at('first', 1), at('last', feed.pages)] : []),
    ...(feed.number > 1 ? [at('previous', feed.number - 1)] : []),
    ...(feed.number < feed.pages ? [at('next', feed.number + 1)] : []),
  ];
}
