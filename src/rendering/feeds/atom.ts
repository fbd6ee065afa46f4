import { type Feed, type FeedItem, feedFormats, joinItems, pageLinks } from '../feed.ts';
import type { Joined } from '../joined.ts';
import { element, itemPlaces, textElement, xmlDocument } from './xml.ts';

const mediaType = feedFormats.atom.mediaType.replace(/;.*/, '');

/** RFC 4287. The feed's author stands for every entry that names none (§4.2.1). */
export function atom(feed: Feed): Joined {
  const root = element(
    'feed',
    { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': feed.language },
    textElement('id', feed.id),
    textElement('title', feed.title),
    textElement('subtitle', feed.description),
    textElement('updated', feed.updated.toISOString()),
    element('author', {}, textElement('name', feed.publisher)),
    element('link', { rel: 'alternate', type: 'text/html', href: feed.home }),
    pageLinks(feed, 'atom').map(({ rel, href }) => element('link', { rel, type: mediaType, href })),
    feed.hub !== undefined && element('link', { rel: 'hub', href: feed.hub }),
    textElement('icon', feed.icon),
    textElement('generator', 'Quarterly'),
    itemPlaces(feed.items.length),
  );
  return joinItems(feed, { text: xmlDocument(root, feed.stylesheet), format: 'atom' }, entry);
}

const entry = (item: FeedItem, html: string, language: string): string =>
  element(
    'entry',
    // RFC 4287 §2: of the texts in it, unless an element says otherwise.
    { 'xml:lang': item.language === language ? undefined : item.language },
    textElement('id', item.guid),
    textElement('title', item.title),
    element('link', { rel: 'alternate', type: 'text/html', href: item.url }),
    textElement('published', item.published.toISOString()),
    textElement('updated', item.updated.toISOString()),
    element('author', {}, textElement('name', item.author)),
    item.categories.map(({ term, label, url }) => element('category', { term, label, scheme: url })),
    textElement('summary', item.summary),
    element('content', { type: 'html' }, html),
    item.enclosure &&
      element('link', {
        rel: 'enclosure',
        href: item.enclosure.url,
        type: item.enclosure.mediaType,
        length: item.enclosure.octets,
      }),
  ).source;
