import { latestSlot } from '../adapters/cadence.ts';
import { settleSetting } from '../adapters/settings.ts';
import type { App } from '../app.ts';
import { nextPlannedEdition } from '../editions/index.ts';
import type { TriggerDeps } from '../flows/index.ts';

/**
 * The recurrence as the trigger needs it. Slots count from the moment at which this cadence was first seen by this
 * installation, so that setting the service up, or changing the cadence, starts nothing for the past.
 */
export function recurrenceOf({ db, clock, queue, log, config }: App): TriggerDeps {
  const cadence = { cron: config.cadence, timeZone: config.timeZone };
  return {
    db,
    clock,
    queue,
    log,
    async dueSlot(now) {
      const key = `cadence-since: ${cadence.cron} ${cadence.timeZone}`;
      const since = await settleSetting(db, key, now.toISOString());
      return latestSlot(cadence, new Date(since), now);
    },
    nextEdition: async () => (await nextPlannedEdition(db))?.number,
  };
}
