import { DAY_MS } from './clock.ts';
import { type Day, day } from './day.ts';
import { clockOf } from './local-time.ts';

/** What a clock on the wall shows: a day, and `HH:MM:SS` on it. */
export type Wall = { day: Day; time: string };

/** What the clock on the wall in `timeZone` shows at a moment; fractions of a second are left out. */
export function wallOf(at: Date, timeZone: string): Wall {
  const parts = Object.fromEntries(
    clockOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const { year = '', month, day: date, hour, minute, second } = parts;
  return { day: day(`${year.padStart(4, '0')}-${month}-${date}`), time: `${hour}:${minute}:${second}` };
}

const utc = ({ day: on, time }: Wall) => Date.parse(`${on}T${time}Z`);
/** No clock is changed by more than that, and none twice within it. */
const AROUND_MS = DAY_MS;

/**
 * The moment at which the clock on the wall shows this. Of two, in the hour that autumn doubles, the first; of none, in the hour
 * that spring skips, as much later as the clock jumps (RFC 5545, 3.3.5).
 */
export function atWall(wall: Wall, timeZone: string): Date {
  const wanted = utc(wall);
  const offsetAt = (ms: number) => {
    const at = new Date(ms);
    return utc(wallOf(at, timeZone)) - Math.floor(ms / 1_000) * 1_000;
  };
  const [before, after] = [offsetAt(wanted - AROUND_MS), offsetAt(wanted + AROUND_MS)];
  const shows = [before, after]
    .map((offset) => wanted - offset)
    .filter((ms) => utc(wallOf(new Date(ms), timeZone)) === wanted);
  return new Date(shows.length > 0 ? Math.min(...shows) : wanted - before);
}
