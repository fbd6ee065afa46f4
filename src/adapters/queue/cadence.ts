import { Cron } from 'croner';

export type Cadence = { cron: string; timeZone: string };

/**
 * POSIX cron reads "1-7 … 2" as *day 1 to 7, or any Tuesday*; Quarterly's default means the first Tuesday. So here both
 * day fields must match, and the clock is the one on the wall in `timeZone`: a slot in the hour that a clock change
 * skips comes right after it, a slot in the doubled hour comes once.
 */
const parse = ({ cron, timeZone }: Cadence) =>
  new Cron(cron, { paused: true, timezone: timeZone, domAndDow: true });

/** The first slot strictly after `after`; undefined when the pattern never comes again. */
export function nextSlot(cadence: Cadence, after: Date): Date | undefined {
  return parse(cadence).nextRun(after) ?? undefined;
}

/** The latest slot at or before `now`, not earlier than `since`; undefined when there is none. */
export function latestSlot(cadence: Cadence, since: Date, now: Date): Date | undefined {
  const cron = parse(cadence);
  // croner looks strictly before a whole second, so the second after `now` is asked, and may itself be a slot.
  const slot = cron.previousRuns(2, new Date(now.getTime() + 1_000)).find((candidate) => candidate <= now);
  return slot && slot >= since ? slot : undefined;
}
