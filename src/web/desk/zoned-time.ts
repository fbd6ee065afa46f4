import { atWall, day } from '../../core/index.ts';

/** A date and a time as two fields of a form give them, read off a wall in a time zone; `null` when they are none. */
export function zonedTime(date: string, time: string, timeZone: string): Date | null {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return null;
  try {
    return atWall({ day: day(date), time: `${time}:00` }, timeZone);
  } catch {
    return null;
  }
}
