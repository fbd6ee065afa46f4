import { localTimes, type Reason, sayReason } from '../../core/index.ts';

/** A reason in the words of a page, with its times as the clock on the wall tells them. */
export const sayLocally = (why: Reason, { timeZone }: { timeZone: string }): string =>
  localTimes(sayReason(why, 'page'), timeZone);
