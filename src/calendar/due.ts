import { DAY_MS } from '../core/index.ts';
import { type DueSlot, slotsAt } from '../flows/index.ts';
import { type Reckoning, startsBefore } from './dates.ts';
import { type EntryRow, selectEntries } from './entries.store.ts';
import { type CalendarReading, reckoningOf } from './reckoning.ts';
import { startedSlots } from './started.ts';

type Reading = Omit<CalendarReading, 'clock'>;

/** What is due and was taken by nobody, in the order of its send dates: what starts, and what is asked. Changes nothing. */
export async function dueSlots({ db, recurrence, since, config }: Reading, now: Date): Promise<DueSlot[]> {
  const reckoning = await reckoningOf(db, config);
  const entries = await selectEntries(db);
  const touched = new Set(entries.map(({ slot }) => slot.getTime()));
  const own = startedSlots(recurrence, reckoning, { since: await since(db, now), now });
  const candidates = [
    ...own.filter((slot) => !touched.has(slot.getTime())).map((slot) => ({ slot, send_at: slot })),
    ...entries.filter((entry) => starts(entry, reckoning, now)),
  ];
  const taken = await slotsAt(
    db,
    candidates.map(({ slot }) => slot),
  );
  return candidates
    .filter(({ slot }) => !taken.has(slot.getTime()))
    .map(({ slot, send_at: sendAt }) => ({
      slot,
      sendAt,
      ...lateness(sendAt, now, config.maxLatenessDays),
      startsAt: startsBefore(sendAt, reckoning),
    }))
    .sort((a, b) => a.sendAt.getTime() - b.sendAt.getTime());
}

const starts = ({ skipped, send_at }: EntryRow, reckoning: Reckoning, now: Date) =>
  !skipped && startsBefore(send_at, reckoning) <= now;

function lateness(sendAt: Date, now: Date, most: number) {
  const lateMs = now.getTime() - sendAt.getTime();
  return { lateDays: Math.max(0, Math.floor(lateMs / DAY_MS)), asks: lateMs > most * DAY_MS };
}
