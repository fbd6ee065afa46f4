import { feedFetcher } from '../adapters/feed-fetcher.ts';
import type { App } from '../app.ts';
import { type PolledFeed, pollFeeds } from '../articles/index.ts';

/** Reads every partner feed now; what is wrong with one is its own message. */
export function pollAllFeeds(app: Pick<App, 'db' | 'clock' | 'config'>): Promise<PolledFeed[]> {
  const fetchFeed = feedFetcher({ allowPrivate: app.config.feedsAllowPrivate === 'on' });
  return pollFeeds({ ...app, fetchFeed });
}
