import type { Clock, Database, Db, EmailAddress } from '../core/index.ts';
import type { JobQueue } from '../jobs/index.ts';
import { readSetting } from '../settings/index.ts';
import type { Reckoning } from './dates.ts';
import { holidayDays } from './holidays.store.ts';
import type { Division } from './holidays.ts';

/** When the cadence comes; made by the adapter that reads its pattern. */
export type CadenceTimes = {
  /** The first slot after a moment; undefined when it never comes again. */
  next(after: Date): Date | undefined;
  /** The latest from `from` to `to`, both included. */
  latest(from: Date, to: Date): Date | undefined;
};

export type CalendarOptions = {
  timeZone: string;
  bankHolidays: Division | 'none';
  flowLeadDays: number | undefined;
  maxLatenessDays: number;
  /** Whether contributors and approvers are told of its dates by mail. */
  calendarMails: 'on' | 'off';
  contributorEmails: readonly EmailAddress[];
};

export type CalendarReading = {
  db: Db;
  clock: Clock;
  recurrence: CadenceTimes;
  /** Since when this installation knows the cadence: nothing starts for what should have started before. */
  since(db: Db, now: Date): Promise<Date>;
  config: CalendarOptions;
};

export type CalendarDeps = CalendarReading & { db: Database; queue: JobQueue };

/** Kept by migration 0530 for an installation that is older than `FLOW_LEAD_DAYS`. */
const LEAD = 'flow-lead-days';
const USUAL_LEAD_DAYS = 10;

/** How many working days before its send date an edition's flow starts here. */
export async function leadDays(
  db: Db,
  { flowLeadDays }: Pick<CalendarOptions, 'flowLeadDays'>,
): Promise<number> {
  if (flowLeadDays !== undefined) return flowLeadDays;
  const kept = await readSetting(db, LEAD);
  return kept === undefined ? USUAL_LEAD_DAYS : Number(kept);
}

/** By what dates are counted in this installation now. */
export async function reckoningOf(db: Db, config: CalendarOptions): Promise<Reckoning> {
  return {
    timeZone: config.timeZone,
    leadDays: await leadDays(db, config),
    holidays: config.bankHolidays === 'none' ? new Set() : await holidayDays(db, config.bankHolidays),
  };
}
