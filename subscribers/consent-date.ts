import { fault } from '../src/core/index.ts';

/** What the numbers of 31/05/2026 are: `dmy` day first, `mdy` month first. */
export type DateOrder = 'dmy' | 'mdy';

const TIME = String.raw`(?:(?:T|[ ,]+)(\d\d?):(\d\d)(?::(\d\d(?:[.,]\d+)?))?(?: ?([AP]M))?(?: ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)(?: UTC| GMT)?)?)?$`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-/.])(\d\d?)\2(\d\d?)${TIME}`, 'i');
const NUMBERS = new RegExp(String.raw`^(\d\d?)([-/.])(\d\d?)\2(\d{4})${TIME}`, 'i');
const DAY_NAMED = new RegExp(
  String.raw`^(?:\p{L}{3,9},? )?(\d\d?)(?:st|nd|rd|th)?[- ](\p{L}{3,9})[- ,]+(\d{4})${TIME}`,
  'iu',
);
const MONTH_NAMED = new RegExp(String.raw`^(\p{L}{3,9}) (\d\d?)(?:st|nd|rd|th)?,? (\d{4})${TIME}`, 'iu');
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_NAMES =
  /^(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)$/i;

/** The day begins in UTC+14 (Line Islands) that much before UTC. */
const EARLIEST_ZONE_MS = 14 * 3_600_000;
/** Two machines' clocks are that far apart and still called right. */
const CLOCK_SKEW_MS = 5 * 60_000;

type Day = { year: number; month: number; day: number };

/**
 * The moment of a consent: ISO 8601 with or without time and zone, or a date that names its month in English. Without a
 * zone it is UTC; but a day or time that has come anywhere on Earth is not in the future, and counts from where it came
 * first. 1/2/2026 is refused unless `order` says which is the day: nobody can tell.
 * @throws Fault `invalid` for what is no date, or lies in the future.
 */
export function readInstant(text: string, on: { now: Date; order?: DateOrder | undefined }): Date | null {
  if (text === '' || /^0000-00-00/.test(text)) return null;
  const { day, time } = readParts(text, on.order);
  const at = instantOf(day, time);
  if (at === undefined) throw noDate(text);
  const zoned = time.zone !== undefined;
  const ahead = at.getTime() - on.now.getTime();
  if (ahead <= 0) return at;
  if (zoned ? ahead <= CLOCK_SKEW_MS : ahead <= EARLIEST_ZONE_MS) {
    return zoned ? on.now : new Date(at.getTime() - EARLIEST_ZONE_MS);
  }
  throw fault('invalid', `The consent_at ${text} lies in the future.`);
}

type Time = {
  hour: number;
  minute: number;
  second: number;
  half?: string | undefined;
  zone?: string | undefined;
};

function readParts(text: string, order: DateOrder | undefined): { day: Day; time: Time } {
  const iso = YEAR_FIRST.exec(text);
  if (iso) return { day: dayOf(iso[1], iso[3], iso[4]), time: timeOf(iso.slice(5)) };
  const numbers = NUMBERS.exec(text);
  if (numbers) {
    const [, first, , second, year, ...time] = numbers;
    if (order === undefined) throw askOrder(text);
    const day = order === 'dmy' ? dayOf(year, second, first) : dayOf(year, first, second);
    return { day, time: timeOf(time) };
  }
  const dayNamed = DAY_NAMED.exec(text);
  if (dayNamed)
    return { day: namedDay(text, dayNamed[3], dayNamed[2], dayNamed[1]), time: timeOf(dayNamed.slice(4)) };
  const named = MONTH_NAMED.exec(text);
  if (named) return { day: namedDay(text, named[3], named[1], named[2]), time: timeOf(named.slice(4)) };
  throw noDate(text);
}

const dayOf = (year?: string, month?: string, day?: string): Day => ({
  year: Number(year),
  month: Number(month),
  day: Number(day),
});

function namedDay(text: string, year?: string, name = '', day?: string): Day {
  if (!MONTH_NAMES.test(name)) throw noDate(text);
  return { year: Number(year), month: MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1, day: Number(day) };
}

const timeOf = ([hour, minute, second, half, zone]: (string | undefined)[]): Time => ({
  hour: Number(hour ?? 0),
  minute: Number(minute ?? 0),
  second: Number(second?.replace(',', '.') ?? 0),
  half: half?.toUpperCase(),
  zone: zone?.toUpperCase(),
});

/** Undefined where there is no such day or time. 24:00 is the end of a day (ISO 8601). */
function instantOf({ year, month, day }: Day, time: Time): Date | undefined {
  const { minute, second, half } = time;
  if (half !== undefined && (time.hour < 1 || time.hour > 12)) return undefined;
  const hour = half === undefined ? time.hour : (time.hour % 12) + (half === 'PM' ? 12 : 0);
  const midnight = new Date(Date.UTC(year, month - 1, day));
  const real = midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === day;
  const offset = offsetMinutes(time.zone);
  const timely = hour < 24 ? minute < 60 && second < 61 : hour === 24 && minute === 0 && second === 0;
  if (!real || !timely || offset === undefined) return undefined;
  const seconds = hour * 3600 + (minute - offset) * 60;
  return new Date(midnight.getTime() + seconds * 1000 + Math.floor(second * 1000));
}

function offsetMinutes(zone = 'Z'): number | undefined {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  const offset = Number(hours) * 60 + Number(minutes ?? 0);
  if (offset > 14 * 60) return undefined;
  return sign === '-' ? -offset : offset;
}

const noDate = (text: string) =>
  fault('invalid', `"${text}" is no date for consent_at: write it like 2026-05-31 or 2026-05-31T09:30:00Z.`);

const askOrder = (text: string) =>
  fault(
    'invalid',
    `"${text}" is no date for consent_at that everybody reads alike: write it like 2026-05-31, or say which number is the day with \`--dates dmy\` or \`--dates mdy\`.`,
  );
