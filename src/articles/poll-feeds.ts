import { type Clock, type Database, type FeedId, isFault, sentenceOf, slugify } from '../core/index.ts';
import type { FetchedFeed, FetchFeed } from './feed.ts';
import { type FeedItem, feedTitle, readItem } from './feed-item.ts';
import { updateFeed, upsertItem } from './feeds.store.ts';
import { type Feed, listFeeds } from './feeds.ts';
import { parseFeed, type RawFeed, type RawItem } from './parse-feed.ts';

export type PollDeps = { db: Database; clock: Clock; fetchFeed: FetchFeed };
export type PolledFeed = {
  id: FeedId;
  url: string;
  outcome: 'polled' | 'unchanged' | 'failed';
  created: number;
  updated: number;
  /** One sentence when something went wrong. */
  message?: string;
};

const AT_ONCE = 4;
/** Of one feed at one poll: a partner's whole archive is not meant for the next edition. */
const MAX_ITEMS = 100;

/** Reads every feed. What is wrong with one is said on that feed and touches no other. */
export async function pollFeeds(deps: PollDeps): Promise<PolledFeed[]> {
  const waiting = await listFeeds(deps.db);
  const polled: PolledFeed[] = [];
  const next = async (): Promise<void> => {
    for (let feed = waiting.shift(); feed; feed = waiting.shift()) polled.push(await pollFeed(deps, feed));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return polled.sort((a, b) => a.id - b.id);
}

async function pollFeed(
  deps: PollDeps,
  feed: Feed & { section_retired_at?: Date | null },
): Promise<PolledFeed> {
  const polled = { id: feed.id, url: feed.url, created: 0, updated: 0 };
  const at = deps.clock.now();
  if (feed.section_retired_at) {
    return failed(
      deps,
      polled,
      `Its section "${feed.section_slug}" is retired: remove it and add it to another.`,
    );
  }
  try {
    const fetched = await deps.fetchFeed(feed.url, knownVersion(feed));
    if (fetched.outcome === 'unchanged') {
      await updateFeed(deps.db, feed.id, { polled_at: at, message: null });
      return { ...polled, outcome: 'unchanged' };
    }
    return await store(deps, feed, { fetched, raw: await parseFeed(fetched.text) });
  } catch (error) {
    // A lost database is not the feed's fault, and nothing could be written on it.
    if (!isFault(error)) throw error;
    return failed(deps, polled, sentenceOf(error));
  }
}

const knownVersion = ({ etag, last_modified }: Feed) => ({
  ...(etag === null ? {} : { etag }),
  ...(last_modified === null ? {} : { lastModified: last_modified }),
});

async function failed(
  deps: PollDeps,
  polled: Omit<PolledFeed, 'outcome'>,
  message: string,
): Promise<PolledFeed> {
  await updateFeed(deps.db, polled.id, { polled_at: deps.clock.now(), message });
  return { ...polled, outcome: 'failed', message };
}

type Arrived = { fetched: Extract<FetchedFeed, { outcome: 'fetched' }>; raw: RawFeed };

async function store({ db, clock }: PollDeps, feed: Feed, { fetched, raw }: Arrived): Promise<PolledFeed> {
  const { items, unreadable } = readItems(raw.items, fetched.url);
  const title = feedTitle(raw) || null;
  const counts = { created: 0, updated: 0, unchanged: 0 };
  for (const item of items)
    counts[await upsertItem(db, articleOf(item, feed, { title, at: clock.now() }))] += 1;
  const message = unreadable === 0 ? null : `${unreadable} of its items could not be read; the others were.`;
  // An item that failed may be readable after an upgrade, so the feed is then read again in full.
  const version = unreadable === 0 ? fetched : undefined;
  await updateFeed(db, feed.id, {
    title,
    polled_at: clock.now(),
    message,
    etag: version?.etag ?? null,
    last_modified: version?.lastModified ?? null,
  });
  const { created, updated } = counts;
  return { id: feed.id, url: feed.url, outcome: 'polled', created, updated, ...(message ? { message } : {}) };
}

/** The last first, as feeds list the newest first and ids tell the age of articles. */
function readItems(raw: readonly RawItem[], base: string): { items: FeedItem[]; unreadable: number } {
  const items: FeedItem[] = [];
  let unreadable = 0;
  for (const item of raw.slice(0, MAX_ITEMS)) {
    try {
      const read = readItem(item, base);
      if (read) items.push(read);
      else unreadable += 1;
    } catch {
      unreadable += 1;
    }
  }
  return { items: items.reverse(), unreadable };
}

type Origin = { title: string | null; at: Date };

const articleOf = (item: FeedItem, feed: Feed, { title, at }: Origin) => ({
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
  links: JSON.stringify(item.links),
  source: 'feed' as const,
  source_key: item.key,
  feed_id: feed.id,
  decline_reason: null,
  created_at: at,
  updated_at: at,
});
