import { type Feed, type FeedItem, joinItems, pageLinks } from '../feed.ts';
import { type Joined, PLACE } from '../joined.ts';

/** JSON Feed 1.1 (jsonfeed.org/version/1.1). */
export function jsonFeed(feed: Feed): Joined {
  const next = pageLinks(feed, 'json').find((link) => link.rel === 'next')?.href;
  const frame = JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.home,
    feed_url: feed.page('json', feed.number),
    ...(next ? { next_url: next } : {}),
    ...(feed.description ? { description: feed.description } : {}),
    icon: feed.icon,
    language: feed.language,
    authors: [{ name: feed.publisher }],
    ...(feed.hub ? { hubs: [{ type: 'WebSub', url: feed.hub }] } : {}),
    items: [],
  });
  const items = feed.items.map(() => PLACE).join(',');
  return joinItems(feed, { text: `${frame.slice(0, -2)}${items}]}\n`, format: 'json' }, jsonItem);
}

const jsonItem = (item: FeedItem, html: string): string =>
  JSON.stringify({
    id: item.guid,
    url: item.url,
    title: item.title,
    ...(item.language === undefined ? {} : { language: item.language }),
    ...(item.summary ? { summary: item.summary } : {}),
    content_html: html,
    date_published: item.published.toISOString(),
    ...(item.updated > item.published ? { date_modified: item.updated.toISOString() } : {}),
    authors: [{ name: item.author }],
    tags: item.categories.map(({ label }) => label),
    ...(item.enclosure
      ? {
          image: item.enclosure.url,
          attachments: [
            {
              url: item.enclosure.url,
              mime_type: item.enclosure.mediaType,
              size_in_bytes: item.enclosure.octets,
            },
          ],
        }
      : {}),
  });
