import { type Clock, type Database, oneLine, type Reason, reason, slugify } from '../core/index.ts';
import { distinct } from './feed/distinct.ts';
import type { PartnerItem } from './feed/feed-item.ts';
import { placed } from './feed/moved.ts';
import type { FeedReading } from './feed/reader.ts';
import { renameItem, selectKnownItems, upsertItem } from './feeds.store.ts';
import type { PartnerFeed } from './feeds.ts';

export type TakenItems = {
  title: string | null;
  created: number;
  updated: number;
  /** What could not be read, and what was read although something was wrong. */
  remarks: Reason[];
};

type Deps = { db: Database; clock: Clock };

const TITLE_MAX = 200;

/** Makes submitted articles of what a feed held, the oldest first, as ids tell the age of articles. */
export async function takeReading(
  { db, clock }: Deps,
  feed: PartnerFeed,
  reading: FeedReading,
): Promise<TakenItems> {
  const { items, doubled } = distinct(reading.items);
  const links = items.flatMap((item) => (item.links[0] ? [item.links[0].url] : []));
  const keys = items.map(({ key }) => key);
  const known = await selectKnownItems(db, feed.id, { keys, links });
  const title = oneLine(reading.title).slice(0, TITLE_MAX) || null;
  const counts = { created: 0, updated: 0, unchanged: 0 };
  for (const { item, formerly } of placed(items, known).reverse()) {
    if (formerly !== undefined) await renameItem(db, feed.id, { from: formerly, to: item.key });
    counts[await upsertItem(db, articleOf(item, feed, { title, at: clock.now() }))] += 1;
  }
  return { title, created: counts.created, updated: counts.updated, remarks: remarksOn(reading, doubled) };
}

function remarksOn({ refused, items }: FeedReading, doubled: readonly string[]): Reason[] {
  const undated = items.flatMap(({ headline, notes }) =>
    notes.filter(isAboutDate).map((note) => reason('feed-item-undated', { headline, note })),
  );
  return [
    ...(refused.length > 0
      ? [reason('feed-items-refused', { count: refused.length, items: refused.slice(0, 5).map(named) })]
      : []),
    ...undated.slice(0, 5),
    ...(undated.length > 5 ? [reason('feed-items-undated', { more: undated.length - 5 })] : []),
    ...doubled.slice(0, 3).map((headline) => reason('feed-item-doubled', { headline })),
  ];
}

const named = ({ name, why }: FeedReading['refused'][number]) => ({ name, why });
const isAboutDate = (note: string) => note.startsWith('Its date ');

type Origin = { title: string | null; at: Date };

const articleOf = (item: PartnerItem, feed: PartnerFeed, { title, at }: Origin) => ({
  edition_number: null,
  slug: slugify(item.headline, 'article'),
  section_id: feed.section_id,
  state: 'submitted' as const,
  headline: item.headline,
  summary: item.summary,
  body: item.body,
  organisation: title,
  position: null,
  published_on: item.publishedOn ?? null,
  language: item.language ?? null,
  links: JSON.stringify(item.links),
  notes: JSON.stringify(item.notes),
  source: 'feed' as const,
  source_key: item.key,
  feed_id: feed.id,
  decline_reason: null,
  created_at: at,
  updated_at: at,
});
