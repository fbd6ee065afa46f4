import { feedsFlow, type Performed, performs } from '../flows/index.ts';
import type { FeedPolling } from './polling.ts';

/** Reads the feeds that are due by the recurrence; changed is what has brought or changed an article. */
export const feedsFlowActions = (polling: Pick<FeedPolling, 'due'>): Performed[] => [
  performs(feedsFlow, 'poll', {
    inputs: ({ slot }) => ({ slot }),
    async perform() {
      const feeds = await polling.due();
      const changed = feeds.some(({ created, updated }) => created + updated > 0);
      return { state: 'succeeded', outputs: { feeds }, changed };
    },
  }),
];
