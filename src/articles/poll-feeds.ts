import {
  type Clock,
  type Database,
  type FeedId,
  isFault,
  type Reason,
  reason,
  reasonOfError,
  sayReason,
} from '../core/index.ts';
import type { FeedReading, ReadFeed } from './feed/reader.ts';
import type { FetchedFeed, FetchFeed } from './feed.ts';
import { markFailing, remarkColumns, takeDueFeed, updateFeed } from './feeds.store.ts';
import { listFeeds, type PartnerFeed } from './feeds.ts';
import { takeReading } from './take-reading.ts';

export type PollDeps = { db: Database; clock: Clock; fetchFeed: FetchFeed; readFeed: ReadFeed };
export type PolledFeed = {
  id: FeedId;
  url: string;
  outcome: 'polled' | 'unchanged' | 'failed';
  created: number;
  updated: number;
  /** What went wrong, and what was read although something was wrong. */
  message?: string;
};

const AT_ONCE = 4;

/** Reads every feed. What is wrong with one is said on that feed and touches no other. */
export async function pollFeeds(deps: PollDeps): Promise<PolledFeed[]> {
  const waiting = await listFeeds(deps.db);
  return pollEach(deps, async () => waiting.shift());
}

/**
 * Reads the feeds that have not been read for `slot`, a time at which their recurrence came due. Each is taken for the slot
 * before it is read: however many processes are at it, a feed is read once.
 */
export function pollDueFeeds(deps: PollDeps, slot: Date): Promise<PolledFeed[]> {
  return pollEach(deps, async () => {
    const id = await takeDueFeed(deps.db, slot);
    return id === undefined ? undefined : (await listFeeds(deps.db)).find((feed) => feed.id === id);
  });
}

async function pollEach(deps: PollDeps, take: () => Promise<PartnerFeed | undefined>): Promise<PolledFeed[]> {
  const polled: PolledFeed[] = [];
  const next = async (): Promise<void> => {
    for (let feed = await take(); feed; feed = await take()) polled.push(await pollFeed(deps, feed));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return polled.sort((a, b) => a.id - b.id);
}

async function pollFeed(
  deps: PollDeps,
  feed: PartnerFeed & { section_retired_at?: Date | null },
): Promise<PolledFeed> {
  const polled = { id: feed.id, url: feed.url, created: 0, updated: 0 };
  const at = deps.clock.now();
  if (feed.section_retired_at) {
    return failed(deps, polled, reason('feed-section-retired', { section: feed.section_slug }));
  }
  try {
    const fetched = await deps.fetchFeed(feed.url, knownVersion(feed));
    if (fetched.outcome === 'unchanged') {
      await updateFeed(deps.db, feed.id, { polled_at: at, failing_since: null, ...remarkColumns([]) });
      return { ...polled, outcome: 'unchanged' };
    }
    return await store(deps, feed, {
      fetched,
      reading: await deps.readFeed(fetched.text, fetched.url, new Set(feed.given_up)),
    });
  } catch (error) {
    // A lost database is not the feed's fault, and nothing could be written on it.
    if (!isFault(error)) throw error;
    return failed(deps, polled, reasonOfError(error));
  }
}

const knownVersion = ({ etag, last_modified }: PartnerFeed) => ({
  ...(etag === null ? {} : { etag }),
  ...(last_modified === null ? {} : { lastModified: last_modified }),
});

async function failed(deps: PollDeps, polled: Omit<PolledFeed, 'outcome'>, why: Reason): Promise<PolledFeed> {
  await markFailing(deps.db, polled.id, deps.clock.now());
  await updateFeed(deps.db, polled.id, { polled_at: deps.clock.now(), ...remarkColumns([why]) });
  return { ...polled, outcome: 'failed', ...messageOf([why]) };
}

/** In words, for whoever reads the outcome. */
const messageOf = (remarks: readonly Reason[]) =>
  remarks.length === 0 ? {} : { message: remarks.map((remark) => sayReason(remark, 'page')).join(' ') };

type Arrived = { fetched: Extract<FetchedFeed, { outcome: 'fetched' }>; reading: FeedReading };

async function store(deps: PollDeps, feed: PartnerFeed, { fetched, reading }: Arrived): Promise<PolledFeed> {
  const { title, created, updated, remarks } = await takeReading(deps, feed, reading);
  const all = [...(fetched.remark ? [fetched.remark] : []), ...remarks];
  // What could not be read may be readable after an upgrade, and a remark is only true of what was read: without a
  // version the feed is read again in full.
  const version = all.length === 0 ? fetched : undefined;
  await updateFeed(deps.db, feed.id, {
    title,
    polled_at: deps.clock.now(),
    failing_since: null,
    ...remarkColumns(all),
    etag: version?.etag ?? null,
    last_modified: version?.lastModified ?? null,
    given_up: reading.givenUp,
  });
  return { id: feed.id, url: feed.url, outcome: 'polled', created, updated, ...messageOf(all) };
}
