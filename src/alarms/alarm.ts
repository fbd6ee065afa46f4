import { DAY_MS } from '../core/index.ts';

/** Which daily repeat of an alarm that nobody has acknowledged is due: 0 = none yet. */
export const daysFiring = (raisedAt: Date, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - raisedAt.getTime()) / DAY_MS));

const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 3_600_000;
/** After a day the next repeat says it. */
const GIVEN_UP_MS = DAY_MS;

/** When a telling that failed is tried again; undefined when it is given up. */
export function nextTryOfTelling(
  { tries, createdAt }: { tries: number; createdAt: Date },
  now: Date,
): Date | undefined {
  if (now.getTime() - createdAt.getTime() >= GIVEN_UP_MS) return undefined;
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(tries - 1, 10), LONGEST_PAUSE_MS);
  return new Date(now.getTime() + pause);
}

/** A way that has failed so often in a row is said to be broken by the others. */
export const TRIES_OF_A_BROKEN_WAY = 3;

/** "3 h 10 min", "2 days 4 h", "40 s". */
export function lengthOf(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return `${Math.max(0, Math.round(ms / 1_000))} s`;
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days >= 1) return both(days === 1 ? '1 day' : `${days} days`, hours % 24, 'h');
  return hours >= 1 ? both(`${hours} h`, minutes % 60, 'min') : `${minutes} min`;
}

const both = (more: string, rest: number, unit: string) => (rest === 0 ? more : `${more} ${rest} ${unit}`);
