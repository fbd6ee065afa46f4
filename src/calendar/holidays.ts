import type { BankHolidayTable } from '../core/index.ts';

/** Whose bank holidays: gov.uk/bank-holidays has three lists. */
export type Division = BankHolidayTable['division'];
export type Holiday = Pick<BankHolidayTable, 'day' | 'name'>;

/** The last day for which a list of bank holidays is known: the end of the year of its last; undefined for an empty one. */
export function holidaysKnownTo(holidays: readonly Holiday[]): string | undefined {
  const last = holidays
    .map(({ day }) => day)
    .sort()
    .at(-1);
  return last && `${last.slice(0, 4)}-12-31`;
}
