import { DAY_MS, type Day } from '../core/index.ts';

const startOf = (one: Day) => Date.parse(`${one}T00:00:00Z`);

/** Days of the calendar have no clock changes: they are counted as UTC has them. */
export const addDays = (one: Day, days: number): Day =>
  new Date(startOf(one) + days * DAY_MS).toISOString().slice(0, 10) as Day;

/** How many days `later` is after `earlier`; below 0 where it is before. */
export const daysBetween = (earlier: Day, later: Day): number =>
  Math.round((startOf(later) - startOf(earlier)) / DAY_MS);

/** Monday to Friday, and no bank holiday. */
export function isWorkingDay(one: Day, holidays: ReadonlySet<string>): boolean {
  const weekday = new Date(startOf(one)).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(one);
}

/**
 * The working day that is so many working days before a day, which need not be one itself; with 0 that day.
 * So one working day before a Sunday is its Friday.
 */
export const workingDaysBefore = (one: Day, count: number, holidays: ReadonlySet<string>): Day =>
  step(one, count, { by: -1, holidays });

/** The working day so many working days after a day; with 0 that day. The latest from which so many before lead to `one` or earlier. */
export const workingDaysAfter = (one: Day, count: number, holidays: ReadonlySet<string>): Day =>
  step(one, count, { by: 1, holidays });

function step(one: Day, count: number, { by, holidays }: { by: 1 | -1; holidays: ReadonlySet<string> }): Day {
  let at = one;
  for (let left = count; left > 0; ) {
    at = addDays(at, by);
    if (isWorkingDay(at, holidays)) left -= 1;
  }
  return at;
}
