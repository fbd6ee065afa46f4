import type { Feed, FeedFormat } from '../feed.ts';
import type { Joined } from '../joined.ts';
import { atom } from './atom.ts';
import { jsonFeed } from './json-feed.ts';
import { rss } from './rss.ts';

export {
  type Enclosure,
  type Feed,
  type FeedFormat,
  type FeedItem,
  type FeedOptions,
  feedFormats,
} from '../feed.ts';
export { articleItem, editionItem } from './items.ts';
export { type Outline, opml } from './opml.ts';
export { type SitemapEntry, sitemap } from './sitemap.ts';
export { feedStylesheet } from './stylesheet.ts';

const formats: Record<FeedFormat, (feed: Feed) => Joined> = { rss, atom, json: jsonFeed };

export const renderFeed = (feed: Feed, format: FeedFormat): Joined => formats[format](feed);
