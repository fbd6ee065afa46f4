import { atWall, type Day, type Wall, wallOf } from '../core/index.ts';
import { workingDaysAfter, workingDaysBefore } from './days.ts';

/** By what the dates of an edition are counted back from its send date. */
export type Reckoning = {
  timeZone: string;
  /** Bank holidays, `YYYY-MM-DD`. */
  holidays: ReadonlySet<string>;
  /** How many working days before its send date an edition's flow starts. */
  leadDays: number;
};

/** When an edition is sent, and what must have happened before. */
export type EditionDates = {
  /** Until when articles can come in. */
  copyDeadline: Date;
  /** Its flow starts: what was accepted is put together. */
  assembly: Date;
  /** Its approvers are asked. */
  approval: Date;
  send: Date;
};

/** For editors to judge what came in at the last moment, working days. */
export const JUDGING_DAYS = 5;
/** How long before the send date approvers are asked, working days; later where the flow starts later. */
export const APPROVAL_DAYS = 5;

/** The dates of an edition, back from its send date in working days, each at the send date's time of day. */
export function datesOf(send: Date, { timeZone, holidays, leadDays }: Reckoning): EditionDates {
  const before = (days: number) => movedTo(send, timeZone, (day) => workingDaysBefore(day, days, holidays));
  return {
    copyDeadline: before(leadDays + JUDGING_DAYS),
    assembly: before(leadDays),
    approval: before(Math.min(leadDays, APPROVAL_DAYS)),
    send,
  };
}

/** When an edition that is sent at `send` starts. With a lead of 0 at that very moment. */
export const startsBefore = (send: Date, { timeZone, holidays, leadDays }: Reckoning): Date =>
  movedTo(send, timeZone, (day) => workingDaysBefore(day, leadDays, holidays));

/** The last moment of sending whose flow may have started by now: editions that are sent later have not. */
export const latestSendStartedBy = (now: Date, { timeZone, holidays, leadDays }: Reckoning): Date => {
  const wall = wallOf(now, timeZone);
  const last = workingDaysAfter(wall.day, leadDays, holidays);
  return leadDays === 0 ? now : atWall({ day: last, time: '23:59:59' }, timeZone);
};

/** So many working days before a moment, at its time of day. */
export const workingDaysBack = (
  at: Date,
  days: number,
  { timeZone, holidays }: Omit<Reckoning, 'leadDays'>,
): Date => movedTo(at, timeZone, (day) => workingDaysBefore(day, days, holidays));

/** The same time of day on another day; untouched where the day stays, fractions of a second and doubled hours included. */
function movedTo(at: Date, timeZone: string, to: (day: Day) => Day): Date {
  const wall: Wall = wallOf(at, timeZone);
  const day = to(wall.day);
  return day === wall.day ? at : atWall({ ...wall, day }, timeZone);
}
