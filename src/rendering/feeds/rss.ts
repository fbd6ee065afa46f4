import { type Feed, type FeedItem, feedFormats, joinItems, pageLinks } from '../feed.ts';
import type { Joined } from '../joined.ts';
import { element, escapeText, itemPlaces, textElement, titleElement, xmlDocument } from './xml.ts';

const namespaces = {
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
};

/** RFC 822 with a four-digit year, as RSS 2.0 asks; `toUTCString` says GMT, which it allows. */
const rfc822 = (date: Date) => date.toUTCString();
const mediaType = feedFormats.rss.mediaType.replace(/;.*/, '');

/** RSS 2.0. Its descriptions are HTML. `author` would have to be an e-mail address, so names go into `dc:creator`. */
export function rss(feed: Feed): Joined {
  const channel = element(
    'channel',
    {},
    titleElement('title', feed.title),
    textElement('link', feed.home),
    element('description', {}, escapeText(feed.description || feed.title)),
    textElement('language', feed.language.toLowerCase()),
    textElement('lastBuildDate', rfc822(feed.updated)),
    textElement('generator', 'Quarterly'),
    textElement('docs', 'https://www.rssboard.org/rss-specification'),
    pageLinks(feed, 'rss').map(({ rel, href }) => element('atom:link', { rel, href, type: mediaType })),
    feed.hub !== undefined && element('atom:link', { rel: 'hub', href: feed.hub }),
    itemPlaces(feed.items.length),
  );
  const root = element('rss', { version: '2.0', ...namespaces }, channel);
  return joinItems(feed, { text: xmlDocument(root, feed.stylesheet), format: 'rss' }, rssItem);
}

const rssItem = (item: FeedItem, html: string, language: string): string =>
  element(
    'item',
    {},
    titleElement('title', item.title),
    textElement('link', item.url),
    element('guid', { isPermaLink: 'false' }, item.guid),
    textElement('dc:creator', item.author),
    // RSS 2.0 has a language for the whole channel only.
    textElement('dc:language', item.language === language ? undefined : item.language),
    textElement('pubDate', rfc822(item.published)),
    item.updated > item.published && textElement('atom:updated', item.updated.toISOString()),
    item.categories.map(({ label, url }) => element('category', { domain: url }, label)),
    textElement('description', escapeText(item.summary)),
    textElement('content:encoded', html),
    item.enclosure &&
      element('enclosure', {
        url: item.enclosure.url,
        length: item.enclosure.octets,
        type: item.enclosure.mediaType,
      }),
  ).source;
