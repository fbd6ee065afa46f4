import { feedsFlow, type Performed, performs } from '../flows/index.ts';
import type { FeedPolling } from './polling.ts';

/** Reads the feeds that are due by the recurrence, or all when a person wants it; changed is what has brought or changed an article. */
export const feedsFlowActions = (polling: Pick<FeedPolling, 'due' | 'all'>): Performed[] => [
  performs(feedsFlow, 'poll', {
    inputs: ({ slot }) => ({ slot }),
    async perform({ trigger }) {
      const feeds = await (trigger === 'manual' ? polling.all() : polling.due());
      const changed = feeds.some(({ created, updated }) => created + updated > 0);
      return { state: 'succeeded', outputs: { feeds }, changed };
    },
  }),
];
