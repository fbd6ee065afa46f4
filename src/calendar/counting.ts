import type { Db } from '../core/index.ts';
import { readSetting, writeSetting } from '../settings/index.ts';
import { type CalendarReading, leadDays } from './reckoning.ts';

const KEY = 'calendar-counting';

/** How often the options changed by which every date is counted, and when last; `at` is left out while they never have. */
export type Counting = { revision: number; at?: Date };

/**
 * By what dates are counted now, compared with what this installation counted by when it was last asked. A new `CADENCE` needs no
 * part in it: what it gives at another time is another slot, and so another event.
 */
export async function countingOf({ db, clock, config }: CalendarReading): Promise<Counting> {
  const how = `${await leadDays(db, config)} ${config.timeZone} ${config.bankHolidays}`;
  const known = await readKept(db);
  if (known?.how === how) return counting(known);
  const kept = { how, revision: (known?.revision ?? -1) + 1, at: clock.now().toISOString() };
  await writeSetting(db, KEY, JSON.stringify(kept));
  return counting(kept);
}

type Kept = { how: string; revision: number; at: string };

const counting = ({ revision, at }: Kept): Counting => ({
  revision,
  ...(revision === 0 ? {} : { at: new Date(at) }),
});

async function readKept(db: Db): Promise<Kept | undefined> {
  const text = await readSetting(db, KEY);
  return text === undefined ? undefined : (JSON.parse(text) as Kept);
}
