import { DAY_MS } from './clock.ts';

/** A time as a clock on the wall in `timeZone` shows it, with the zone's short name; '' for none. In `--json` times are ISO 8601. */
export function localTime(at: Date | null | undefined, timeZone: string, seconds = true): string {
  if (!at) return '';
  const parts = clockOf(timeZone).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  const day = `${of('year')}-${of('month')}-${of('day')}`;
  const clock = [of('hour'), of('minute'), ...(seconds ? [of('second')] : [])].join(':');
  return `${day} ${clock} ${of('timeZoneName')}`;
}

/**
 * The same without seconds, and without a time where only a day is known: lists of readers give the day of a consent, which is
 * stored as its beginning in UTC, and would show as 01:00 or as the day before elsewhere.
 */
export function localDay(at: Date | null | undefined, timeZone: string): string {
  const isDay = at && at.getTime() % DAY_MS === 0;
  return isDay ? at.toISOString().slice(0, 10) : localTime(at, timeZone, false);
}

const FIELDS = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
} satisfies Intl.DateTimeFormatOptions;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Made once for each time zone: making one takes longer than all of a page's times. */
export function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { ...FIELDS, timeZone });
  clocks.set(timeZone, known);
  return known;
}

const STORED = /\b(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?:Z| UTC)\b/g;

/** A stored sentence, such as a run's reason, with its times in UTC told as `localTime` does. */
export const localTimes = (sentence: string, timeZone: string): string =>
  sentence.replace(STORED, (_, day: string, clock: string) =>
    localTime(new Date(`${day}T${clock}Z`), timeZone, clock.length > 5),
  );
