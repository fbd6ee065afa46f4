import type { Selectable } from 'kysely';
import type { CalendarTellingTable, Db, EditionNumber } from '../core/index.ts';

export type DateTelling = Selectable<CalendarTellingTable>;

type Told = Omit<DateTelling, 'id' | 'slot' | 'edition_number'> &
  ({ slot: Date } | { edition_number: EditionNumber });

/** Writes down that somebody was told of a date; false when they were before. */
export async function takeTelling(tx: Db, told: Told): Promise<boolean> {
  const row = await tx
    .insertInto('calendar_tellings')
    .values({ slot: null, edition_number: null, ...told })
    .onConflict((known) => known.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** What was told of an entry, and of its edition once there is one; the first first. */
export const selectTellings = (
  db: Db,
  { slot, edition }: { slot: Date; edition?: EditionNumber | undefined },
): Promise<DateTelling[]> =>
  db
    .selectFrom('calendar_tellings')
    .selectAll()
    .where(({ or, eb }) =>
      or([eb('slot', '=', slot), ...(edition === undefined ? [] : [eb('edition_number', '=', edition)])]),
    )
    .orderBy('id')
    .execute();

/** Whether contributors were told so of this date. */
export async function wasTold(
  db: Db,
  { kind, slot, of_date }: Pick<DateTelling, 'kind' | 'of_date'> & { slot: Date },
): Promise<boolean> {
  const row = await db
    .selectFrom('calendar_tellings')
    .select('id')
    .where('kind', '=', kind)
    .where('slot', '=', slot)
    .where('of_date', '=', of_date)
    .executeTakeFirst();
  return row !== undefined;
}
