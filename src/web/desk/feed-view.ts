import type { WaitingItemView } from '../../../templates/web/desk/feed.tsx';
import type { FeedRowView } from '../../../templates/web/desk/feeds.tsx';
import type { Site } from '../../../templates/web/site.ts';
import type { countFeedItems, PartnerFeed, WaitingItem } from '../../articles/index.ts';
import { type Clock, readReasons } from '../../core/index.ts';
import { momentOf } from './moment-of.ts';
import { sayLocally } from './say-locally.ts';

type Beside = {
  items: Awaited<ReturnType<typeof countFeedItems>> extends Map<unknown, infer Items>
    ? Items | undefined
    : never;
  labels: ReadonlyMap<string, string>;
  clock: Clock;
  site: Site;
};

/** A feed as the desk shows it, with what it has brought. */
export function feedRow(feed: PartnerFeed, { items, labels, clock, site }: Beside): FeedRowView {
  const time = (at: Date) => momentOf(at, { clock, site }).text;
  const message = readReasons(feed.remarks, feed.message)
    .map((remark) => sayLocally(remark, site))
    .join(' ');
  const fails = feed.failing_since !== null && message !== '';
  return {
    id: feed.id,
    name: feed.title?.trim() || new URL(feed.url).host,
    url: feed.url,
    section: labels.get(feed.section_slug) ?? feed.section_slug,
    read: feed.polled_at === null ? 'Not read yet' : `Read ${time(feed.polled_at)}`,
    failingSince: fails && feed.failing_since ? time(feed.failing_since) : undefined,
    message: message === '' ? undefined : message,
    waiting: items?.waiting ?? 0,
    all: items?.all ?? 0,
    newest: items && time(items.newest),
  };
}

/** An article of a feed that waits. */
export function itemView(
  { section: _, publishedOn, cameAt, ...item }: WaitingItem,
  { clock, site, section }: { clock: Clock; site: Site; section: string },
): WaitingItemView {
  const came = `came ${momentOf(cameAt, { clock, site }).text}`;
  return { ...item, section, when: publishedOn === null ? came : `Published ${publishedOn}, ${came}` };
}
