import type { App } from '../src/app.ts';
import { retain, startDueEdition, sweep } from '../src/jobs/index.ts';

const SWEEP_MS = 15_000;

/** Registers what repeats; each worker does so at its start, and the same id twice is one. */
export async function ring({ queue, config, log }: App): Promise<void> {
  const { cadence, timeZone } = config;
  const next = await queue.recur({
    id: 'cadence',
    contract: startDueEdition,
    schedule: { cron: cadence, timeZone },
  });
  await queue.recur({ id: 'sweep', contract: sweep, schedule: { everyMs: SWEEP_MS } });
  await queue.recur({ id: 'retain', contract: retain, schedule: { cron: '17 3 * * *', timeZone } });
  await queue.enqueue(sweep, {});
  log.info({ next, cadence, timeZone }, 'recurrence registered');
}
