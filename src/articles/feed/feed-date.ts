/** `day` is ISO 8601, as the publisher wrote it, in their offset; `at` is for putting items in order, in ms. */
export type FeedDate = { day: string; at: number };

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const RFC822 = new RegExp(
  `^(?:(?:mon|tue|wed|thu|fri|sat|sun)\\s*,?\\s*)?(\\d{1,2})\\s+(${MONTHS.join('|')})\\s+(\\d{2,4})` +
    '(?:\\s+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?\\s*([a-z]{1,5}|(?:gmt|utc?)?\\s*[+-]\\d{1,2}:?\\d{2})?)?$',
  'i',
);
const RFC3339 =
  /^(\d{4})-(\d{2})-(\d{2})(?:(?:t|\s+)(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?)?$/i;

/** Offsets in hours: RFC 822 §5.1, and zones that publishers write although it does not know them. */
const ZONES: Record<string, number> = {
  ...{ est: -5, edt: -4, cst: -6, cdt: -5, mst: -7, mdt: -6, pst: -8, pdt: -7 },
  ...{ bst: 1, ist: 1, wet: 0, west: 1, cet: 1, cest: 2, mez: 1, mesz: 2, eet: 2, eest: 3, msk: 3 },
};

/**
 * A date of RFC 822 (with RFC 2822's years, §4.3) or RFC 3339, also without the time or the offset, which leave the day
 * clear. Whatever else may be meant is no date: `01/06/2026` is a guess, and 31 June is no day.
 */
export function feedDate(text: string): FeedDate | undefined {
  const plain = text
    .replace(/\([^()]*\)/g, ' ')
    .trim()
    .replace(/\s+/g, ' ');
  const rfc822 = RFC822.exec(plain);
  if (rfc822) {
    const [, day, month = '', year = '', ...time] = rfc822;
    return checked([fullYear(year), MONTHS.indexOf(month.toLowerCase()) + 1, Number(day)], time);
  }
  const [, year, month, day, ...time] = RFC3339.exec(plain) ?? [];
  return year === undefined ? undefined : checked([Number(year), Number(month), Number(day)], time);
}

const fullYear = (year: string) => {
  const number = Number(year);
  if (year.length === 4) return number;
  return year.length === 3 ? 1900 + number : number < 50 ? 2000 + number : 1900 + number;
};

type Day = [year: number, month: number, day: number];

function checked([year, month, day]: Day, time: (string | undefined)[]): FeedDate | undefined {
  const [hour, minute, second] = time.slice(0, 3).map((part) => Number(part ?? 0)) as Day;
  // A leap second is written as 60 (RFC 3339 §5.6).
  if (year < 1970 || hour > 23 || minute > 59 || second > 60) return undefined;
  const midnight = new Date(Date.UTC(year, month - 1, day));
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return undefined;
  const local = midnight.getTime() + ((hour * 60 + minute) * 60 + second) * 1_000;
  return { day: midnight.toISOString().slice(0, 10), at: local - offsetMs(time[3] ?? '') };
}

/** A zone that nobody knows counts as UTC (RFC 2822 §4.3); it moves no day. */
function offsetMs(zone: string): number {
  const [, sign, hours, minutes] = /([+-])(\d{1,2}):?(\d{2})$/.exec(zone) ?? [];
  if (sign) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  return (ZONES[zone.toLowerCase()] ?? 0) * 3_600_000;
}
