import { localeFor } from '../../../src/words/index.ts';
import type { LeaveReason } from '../readers/leave.tsx';
import type { Site } from '../site.ts';

// The desk speaks English, whatever language its readers read.
const english = localeFor('en-GB');

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once: making six of them for each line of a list took longer than the rest of its page. */
function formatOf(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = JSON.stringify(options);
  const known = formats.get(name) ?? new Intl.DateTimeFormat('en-GB', options);
  formats.set(name, known);
  return known;
}

/** A time as somebody at the desk reads it: "today 09:15", "yesterday 16:02", "24 Nov 09:15", "24 Nov 2025 09:15". */
export function deskTime(at: Date, { now, timeZone }: { now: Date; timeZone: string }): string {
  const part = (options: Intl.DateTimeFormatOptions, time: Date) =>
    formatOf({ ...options, timeZone }).format(time);
  const day = (time: Date) => part({ year: 'numeric', month: '2-digit', day: '2-digit' }, time);
  const clock = part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, at);
  if (day(at) === day(now)) return `today ${clock}`;
  if (day(at) === day(new Date(now.getTime() - 86_400_000))) return `yesterday ${clock}`;
  const year = (time: Date) => part({ year: 'numeric' }, time);
  const date = part(
    { day: 'numeric', month: 'short', ...(year(at) === year(now) ? {} : { year: 'numeric' }) },
    at,
  );
  return `${date} ${clock}`;
}

/** "27 November 2026 at 09:00", in the site's time zone. */
export const deskMoment = (at: Date, { timeZone }: Pick<Site, 'timeZone'>): string =>
  english.moment(at, timeZone);

/** Why a reader left, in the words that they chose it by. */
export const sayLeaving = (why: LeaveReason): string => english.say(`leaveReasons.${why}`);

export const howMany = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
