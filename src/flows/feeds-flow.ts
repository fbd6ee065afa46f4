import { z } from 'zod';
import { defineFlow } from './flow.ts';

const MINUTE_MS = 60_000;
const count = z.int().nonnegative();

/** What reading partners' feeds came to, a line for each feed that was read. */
export const polledFeeds = z.strictObject({
  feeds: z.array(
    z.strictObject({
      id: z.int(),
      url: z.string(),
      outcome: z.enum(['polled', 'unchanged', 'failed']),
      created: count,
      updated: count,
      message: z.string().optional(),
    }),
  ),
});

/** Reads the feeds that are due. What is wrong with one is said on that feed, and fails nothing. */
export const feedsFlow = defineFlow({
  name: 'partner-feeds',
  title: 'partner feeds',
  trigger: { option: 'FEEDS_CADENCE' },
  actions: [
    {
      name: 'poll',
      patience: { forMs: 15 * MINUTE_MS },
      backOff: { firstMs: 2_000, longestMs: 60_000 },
      timeLimitMs: 15 * MINUTE_MS,
      inputs: z.strictObject({ slot: z.date().nullable() }),
      outputs: polledFeeds,
    },
  ],
});
