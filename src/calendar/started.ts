import { atWall, wallOf } from '../core/index.ts';
import { type Reckoning, startsBefore } from './dates.ts';
import { addDays, workingDaysAfter, workingDaysBefore } from './days.ts';
import type { CadenceTimes } from './reckoning.ts';

/** A cadence of minutes is no bulletin's, but must not keep a worker busy. */
const MOST = 20;

/**
 * The slots of the cadence whose flow should have started by `now`, the latest first: all that are still to be sent (twenty at most), and
 * of those whose send date is over the latest alone, as a service that was down for long makes up for one edition and not for all.
 */
export function startedSlots(
  recurrence: CadenceTimes,
  reckoning: Reckoning,
  { since, now }: { since: Date; now: Date },
): Date[] {
  const found: Date[] = [];
  for (const slot of backFrom(recurrence, reckoning, { since, now })) {
    const starts = startsBefore(slot, reckoning);
    if (starts < since) break;
    if (starts > now) continue;
    found.push(slot);
    if (slot <= now || found.length === MOST) break;
  }
  return found;
}

/** From the latest slot that can have started. On the days that count back to today only those of an earlier time of day have. */
function* backFrom(
  recurrence: CadenceTimes,
  { timeZone, holidays, leadDays }: Reckoning,
  { since, now }: { since: Date; now: Date },
): Generator<Date> {
  if (leadDays === 0) return yield* within(recurrence, since, now);
  const today = wallOf(now, timeZone);
  let last = workingDaysAfter(today.day, leadDays, holidays);
  for (; workingDaysBefore(last, leadDays, holidays) === today.day; last = addDays(last, -1)) {
    const midnight = atWall({ day: last, time: '00:00:00' }, timeZone);
    const from = midnight > since ? midnight : since;
    yield* within(recurrence, from, atWall({ day: last, time: today.time }, timeZone));
  }
  yield* within(recurrence, since, atWall({ day: last, time: '23:59:59' }, timeZone));
}

function* within(recurrence: CadenceTimes, from: Date, to: Date): Generator<Date> {
  let slot = recurrence.latest(from, to);
  while (slot) {
    yield slot;
    slot = recurrence.latest(from, new Date(slot.getTime() - 1_000));
  }
}
