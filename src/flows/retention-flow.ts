import { z } from 'zod';
import { defineFlow } from './flow.ts';

const HOUR_MS = 3_600_000;
const count = z.int().nonnegative();
/** Where a store is away at night, it is tried for as long as the night. */
const NIGHTLY = {
  patience: { forMs: 6 * HOUR_MS },
  backOff: { firstMs: 2_000, longestMs: 5 * 60_000 },
  timeLimitMs: HOUR_MS,
};
/** For how many days what is forgotten was kept. */
const days = z.number().nonnegative();

/** Forgets what was kept for its time; says how much, never of whom. */
export const retentionFlow = defineFlow({
  name: 'retention',
  title: 'retention',
  trigger: { cron: '17 3 * * *' },
  actions: [
    {
      name: 'readers',
      ...NIGHTLY,
      inputs: z.strictObject({ leftDays: days, unconfirmedDays: days }),
      outputs: z.strictObject({ left: count, unconfirmed: count }),
    },
    {
      name: 'mail',
      ...NIGHTLY,
      inputs: z.strictObject({ eventsDays: days }),
      outputs: z.strictObject({ deliveries: count, events: count, notices: count }),
    },
    {
      name: 'desk',
      ...NIGHTLY,
      inputs: z.strictObject({ removedDays: days, sessionDays: days, draftsDays: days.optional() }),
      outputs: z.strictObject({ people: count, asked: count.optional(), drafts: count.optional() }),
    },
    {
      name: 'journals',
      ...NIGHTLY,
      inputs: z.strictObject({ journalDays: days }),
      outputs: z.strictObject({ journals: count }),
    },
    {
      name: 'runs',
      ...NIGHTLY,
      inputs: z.strictObject({ unchangedDays: days }),
      outputs: z.strictObject({ runs: count }),
    },
  ],
});
