export { icsFor, makeAddress, revokeAddresses } from './address.ts';
export { selectAddresses } from './addresses.store.ts';
export { addEntry, moveEntry, skipEntry } from './change.ts';
export { addHoliday, removeHoliday } from './change-holidays.ts';
export { workingDaysBack } from './dates.ts';
export { dueSlots } from './due.ts';
export { lockCalendar } from './entries.store.ts';
export type { CalendarEntry, EntryState } from './entry.ts';
export { findEntry, readMoment, timeOfDay, usualTime } from './find.ts';
export { selectHolidays } from './holidays.store.ts';
export { type Division, type Holiday, holidaysKnownTo } from './holidays.ts';
export { calendarBetween, entryAt, nextCopyDeadline, nextEditions, nextToSend } from './list.ts';
export {
  type CadenceTimes,
  type CalendarDeps,
  type CalendarReading,
  leadDays,
  reckoningOf,
} from './reckoning.ts';
export { type CalendarDesk, sendEntryNow } from './send-now.ts';
export { type DateTelling, selectTellings, takeTelling, wasTold } from './tellings.store.ts';
export { type CallKind, callAt, callDue, pleaseApproveAt } from './told.ts';
