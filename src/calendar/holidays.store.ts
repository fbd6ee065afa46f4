import type { Db } from '../core/index.ts';
import type { Division, Holiday } from './holidays.ts';

export const selectHolidays = (db: Db, division: Division): Promise<Holiday[]> =>
  db
    .selectFrom('bank_holidays')
    .select(['day', 'name'])
    .where('division', '=', division)
    .orderBy('day')
    .execute();

export const holidayDays = async (db: Db, division: Division): Promise<ReadonlySet<string>> =>
  new Set((await selectHolidays(db, division)).map(({ day }) => day));

/** Adds a day, or names it anew; false when it stood so already. */
export async function upsertHoliday(db: Db, division: Division, { day, name }: Holiday): Promise<boolean> {
  const row = await db
    .insertInto('bank_holidays')
    .values({ division, day, name })
    .onConflict((known) =>
      known.columns(['division', 'day']).doUpdateSet({ name }).where('bank_holidays.name', '!=', name),
    )
    .returning('day')
    .executeTakeFirst();
  return row !== undefined;
}

/** False when there was none on that day. */
export async function deleteHoliday(db: Db, division: Division, day: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('bank_holidays')
    .where('division', '=', division)
    .where('day', '=', day)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
