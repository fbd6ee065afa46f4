import { latestSlot, nextSlot } from '../adapters/queue/cadence.ts';
import type { CadenceTimes, CalendarDesk, CalendarReading } from '../calendar/index.ts';
import type { Db, EditionNumber } from '../core/index.ts';
import { nextPlannedEdition } from '../editions/index.ts';
import { editionsBegunBySlots } from '../flows/index.ts';
import { settleSetting, writeSetting } from '../settings/index.ts';
import type { App } from './app.ts';

/** The options of which the calendar is made. */
export type CalendarConfig = CalendarReading['config'] & Pick<App['config'], 'cadence'>;
type Reading = Pick<App, 'clock'> & { db: Db; config: CalendarConfig };

/** The calendar as this process's options make it, to be looked at. */
export const calendarReading = ({ db, clock, config }: Reading): CalendarReading => ({
  db,
  clock,
  config,
  recurrence: recurrenceFrom(config),
  since: (known, now) => cadenceSince(known, config, now),
});

/** The same, to be changed. */
export const calendarDeps = (
  app: Reading & Pick<App, 'db'> & { queue: CalendarDesk['queue'] },
): CalendarDesk => ({
  ...calendarReading(app),
  db: app.db,
  queue: app.queue,
  nextEdition: (tx) => nextForSlot(tx, app.clock.now()),
});

function recurrenceFrom({ cadence: cron, timeZone }: Reading['config']): CadenceTimes {
  const cadence = { cron, timeZone };
  return {
    next: (after) => nextSlot(cadence, after),
    latest: (from, to) => latestSlot(cadence, from, to),
  };
}

/**
 * Slots count from the moment at which this cadence was first seen by this installation, so that setting the service up, or changing
 * the cadence, starts nothing for the past. A version that went by its own clock may have left a moment that is still to come:
 * nothing would be due until then.
 */
async function cadenceSince(db: Db, { cadence, timeZone }: Reading['config'], now: Date): Promise<Date> {
  const key = `cadence-since: ${cadence} ${timeZone}`;
  const since = new Date(await settleSetting(db, key, now.toISOString()));
  if (since <= now) return since;
  await writeSetting(db, key, now.toISOString());
  return now;
}

/** The edition that a slot takes: the next that is planned, but for those that another slot has begun and that wait for their own date. */
export const nextForSlot = async (db: Db, now: Date): Promise<EditionNumber | undefined> =>
  (await nextPlannedEdition(db, await editionsBegunBySlots(db, now)))?.number;
