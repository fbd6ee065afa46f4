import type { App } from '../src/compose/app.ts';
import { sentenceOf } from '../src/core/index.ts';
import { backUpJob, pollFeedsJob, retainJob, startDueEditionJob, sweepJob } from '../src/jobs/index.ts';

const SWEEP_MS = 15_000;
const AGAIN_MS = 60_000;

/** Registers what repeats; each worker does so at its start, and the same id twice is one. */
export async function registerRecurrences(app: App): Promise<void> {
  const { cadence, timeZone } = app.config;
  const next = await register(app);
  app.log.info({ next, cadence, timeZone }, 'recurrence registered');
}

/** A Redis that comes back empty has forgotten what repeats, and the bells with it: all is rung for again. */
export function keepRinging(app: App): { stop(): void } {
  const again = () =>
    register(app).catch((error) => app.log.warn({ error: sentenceOf(error) }, 'recurrence'));
  const timer = setInterval(again, AGAIN_MS);
  return { stop: () => clearInterval(timer) };
}

async function register({ queue, config }: App): Promise<Date | null> {
  const { cadence, feedsCadence, timeZone } = config;
  const next = await queue.recur({
    id: 'cadence',
    contract: startDueEditionJob,
    schedule: { cron: cadence, timeZone },
  });
  await queue.recur({ id: 'feeds', contract: pollFeedsJob, schedule: { cron: feedsCadence, timeZone } });
  await queue.recur({ id: 'sweep', contract: sweepJob, schedule: { everyMs: SWEEP_MS } });
  await queue.recur({ id: 'retain', contract: retainJob, schedule: { cron: '17 3 * * *', timeZone } });
  await queue.recur({ id: 'back-up', contract: backUpJob, schedule: { cron: '23 2 * * *', timeZone } });
  await queue.enqueue(sweepJob, {});
  return next;
}
