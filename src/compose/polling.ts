import { feedFetcher } from '../adapters/feeds/index.ts';
import { latestSlot } from '../adapters/queue/cadence.ts';
import { feedReader, hasDueFeeds, type PolledFeed, pollDueFeeds, pollFeeds } from '../articles/index.ts';
import { settleSetting } from '../settings/index.ts';
import type { App } from './app.ts';

export type FeedPolling = {
  /** Reads every partner feed now; what is wrong with one is its own message. */
  all(): Promise<PolledFeed[]>;
  /** Reads those that are due by `FEEDS_CADENCE` and that no other process has taken. */
  due(): Promise<PolledFeed[]>;
  /** The slot for which some are due; undefined when none is. */
  dueSlot(): Promise<Date | undefined>;
};

/** One for a process: all its polls together read at most four feeds at once. */
export function feedPolling({ db, clock, config }: Pick<App, 'db' | 'clock' | 'config'>): FeedPolling {
  const fetchFeed = feedFetcher({ allowPrivate: config.feedsAllowPrivate === 'on' });
  const deps = { db, clock, fetchFeed, readFeed: feedReader() };
  const cadence = { cron: config.feedsCadence, timeZone: config.timeZone };
  /** As with the quarterly recurrence, slots count from when this cadence was first seen. */
  const slot = async () => {
    const now = clock.now();
    const key = `feeds-cadence-since: ${cadence.cron} ${cadence.timeZone}`;
    return latestSlot(cadence, new Date(await settleSetting(db, key, now.toISOString())), now);
  };
  return {
    all: () => pollFeeds(deps),
    async due() {
      const since = await slot();
      return since ? pollDueFeeds(deps, since) : [];
    },
    async dueSlot() {
      const since = await slot();
      return since && (await hasDueFeeds(db, since)) ? since : undefined;
    },
  };
}
