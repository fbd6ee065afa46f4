import { z } from 'zod';
import { defineFlow } from './flow.ts';

const count = z.int().nonnegative();
const codes = z.array(z.string());
/** Whatever is away is a finding, so only its own database makes it fail; the next night looks again. */
const NIGHTLY = {
  patience: { forMs: 3_600_000 },
  backOff: { firstMs: 30_000, longestMs: 10 * 60_000 },
  timeLimitMs: 5 * 60_000,
};

/** Looks each night at what the installation stands on, and tells what has changed since. */
export const doctorFlow = defineFlow({
  name: 'doctor',
  title: 'the doctor',
  trigger: { cron: '47 4 * * *' },
  actions: [
    {
      name: 'look',
      ...NIGHTLY,
      inputs: z.strictObject({}),
      outputs: z.strictObject({ errors: count, warnings: count, fresh: codes, mended: codes }),
    },
  ],
});
