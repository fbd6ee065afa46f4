import { z } from 'zod';
import { defineFlow } from './flow.ts';

const HOUR_MS = 3_600_000;
const count = z.int().nonnegative();
/** Where a disk is full or a server away at night, it is tried until the morning. */
const NIGHTLY = {
  patience: { forMs: 4 * HOUR_MS },
  backOff: { firstMs: 60_000, longestMs: 15 * 60_000 },
  timeLimitMs: 4 * HOUR_MS,
};

/** Writes a backup each night, once `BACKUP_DIR` is set. */
export const backupFlow = defineFlow({
  name: 'backup',
  title: 'the backup',
  trigger: { cron: '23 2 * * *' },
  actions: [
    {
      name: 'write',
      ...NIGHTLY,
      inputs: z.strictObject({ folder: z.string().nullable(), slot: z.date() }),
      outputs: z.strictObject({ file: z.string(), tables: count, rows: count, octets: count }),
    },
    {
      name: 'remove-old',
      ...NIGHTLY,
      inputs: z.strictObject({ folder: z.string().nullable(), keep: count }),
      outputs: z.strictObject({ kept: count, removed: count }),
    },
  ],
});
