import { atWall, type Day, day, fault, localTime, type Wall, wallOf } from '../core/index.ts';
import { addDays } from './days.ts';
import { selectEntries } from './entries.store.ts';
import type { CalendarEntry } from './entry.ts';
import { calendarBetween, entryAt } from './list.ts';
import type { CalendarReading } from './reckoning.ts';

const DAY_ALONE = /^\d{4}-\d\d-\d\d$/;
const LOCAL = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?$/;

/**
 * A moment as people write it: a day, which keeps the time of day `usual`; a day and a time of day on the wall in `timeZone`; or ISO 8601
 * with `Z` or an offset. @throws Fault `invalid`
 */
export function readMoment(text: string, { timeZone, usual }: { timeZone: string; usual: string }): Date {
  const wall = wallIn(text.trim(), usual);
  if (wall) return atWall(wall, timeZone);
  const at = /(Z|[+-]\d\d:\d\d)$/.test(text.trim()) ? new Date(text.trim()) : new Date(Number.NaN);
  if (!Number.isNaN(at.getTime())) return at;
  throw fault('invalid', `“${text}” is no date: write it as 2027-02-09, or with a time as 2027-02-09T09:00.`);
}

function wallIn(text: string, usual: string): Wall | undefined {
  const [, on, minutes, seconds = ':00'] = LOCAL.exec(text) ?? [];
  try {
    if (DAY_ALONE.test(text)) return { day: day(text), time: usual };
    return on && minutes ? { day: day(on), time: requireTime(`${minutes}${seconds}`) } : undefined;
  } catch {
    return undefined;
  }
}

function requireTime(time: string): string {
  if (/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(time)) return time;
  throw new RangeError(`${time} is no time of day`);
}

/** The time of day at which an edition is sent, as `readMoment` takes it. */
export const timeOfDay = ({ dates }: CalendarEntry, timeZone: string): string =>
  wallOf(dates.send, timeZone).time;

/** The time of day at which the cadence sends; nine where it never comes. */
export function usualTime({ recurrence, clock, config }: CalendarReading): string {
  const next = recurrence.next(clock.now());
  return next ? wallOf(next, config.timeZone).time : '09:00:00';
}

/**
 * The edition that a person means: by the day of its send date or with its time; by the date that it had at first where none is sent then.
 * @throws Fault `invalid` for what is no date, `not-found`, `conflict` where there are several on that day
 */
export async function findEntry(deps: CalendarReading, text: string): Promise<CalendarEntry> {
  const { timeZone } = deps.config;
  if (!DAY_ALONE.test(text.trim())) return findAt(deps, readMoment(text, { timeZone, usual: '00:00:00' }));
  const start = readMoment(text, { timeZone, usual: '00:00:00' });
  const on = text.trim() as Day;
  const end = atWall({ day: addDays(on, 1), time: '00:00:00' }, timeZone);
  const sent = await calendarBetween(deps, { from: start, to: end });
  return onlyOne(sent.length > 0 ? sent : await firstOn(deps, { start, end }), timeZone);
}

async function findAt(deps: CalendarReading, at: Date): Promise<CalendarEntry> {
  const [sent] = await calendarBetween(deps, { from: at, to: new Date(at.getTime() + 1) });
  const found = sent ?? (await entryAt(deps, at));
  return onlyOne(found ? [found] : [], deps.config.timeZone);
}

/** Those that were to be sent on that day at first. */
async function firstOn(
  deps: CalendarReading,
  { start, end }: { start: Date; end: Date },
): Promise<CalendarEntry[]> {
  const rows = (await selectEntries(deps.db)).filter(({ slot }) => slot >= start && slot < end);
  const found = await Promise.all(rows.map(({ slot }) => entryAt(deps, slot)));
  return found.flatMap((entry) => entry ?? []);
}

function onlyOne(found: readonly CalendarEntry[], timeZone: string): CalendarEntry {
  const [one, ...others] = found;
  if (!one)
    throw fault(
      'not-found',
      'No edition is sent on that date: `quarterly calendar list` shows those there are.',
    );
  if (others.length === 0) return one;
  const times = found.map(({ dates }) => localTime(dates.send, timeZone, false)).join(', ');
  throw fault('conflict', `Several editions are sent on that day: say the time too (${times}).`);
}
