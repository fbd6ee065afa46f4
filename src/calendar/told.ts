import { DAY_MS } from '../core/index.ts';
import { APPROVAL_DAYS, type EditionDates, type Reckoning, workingDaysBack } from './dates.ts';

/** What contributors are told before a copy deadline, and how many days before it. */
export const CALLS = { call: 28, 'two-weeks': 14, 'three-days': 3 } as const;
export type CallKind = keyof typeof CALLS;

/** When contributors are told what of an edition. Days are those of 24 hours: a mail may leave an hour earlier on the clock. */
export const callAt = (kind: CallKind, { copyDeadline }: Pick<EditionDates, 'copyDeadline'>): Date =>
  new Date(copyDeadline.getTime() - CALLS[kind] * DAY_MS);

/**
 * What is to be told to contributors now: the latest whose time has come. What was missed before it is not made up for, and after the
 * deadline nothing is told.
 */
export function callDue(dates: Pick<EditionDates, 'copyDeadline'>, now: Date): CallKind | undefined {
  if (now >= dates.copyDeadline) return undefined;
  const kinds = Object.keys(CALLS) as CallKind[];
  return kinds.findLast((kind) => callAt(kind, dates) <= now);
}

/**
 * From when on approvers who have not answered are told when an edition is to be sent; never where its flow starts at that moment.
 */
export const pleaseApproveAt = (sendAt: Date, reckoning: Reckoning): Date =>
  workingDaysBack(sendAt, Math.min(reckoning.leadDays, APPROVAL_DAYS), reckoning);
