import type { Actor, Db } from '../core/index.ts';

export const insertAddress = async (
  tx: Db,
  hash: string,
  { at, by }: { at: Date; by: Actor },
): Promise<number> => {
  const row = { token_hash: hash, made_at: at, made_by: JSON.stringify(by), revoked_at: null };
  const { id } = await tx
    .insertInto('calendar_addresses')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
};

/** Those that are good, the newest last. */
export const selectAddresses = (db: Db) =>
  db.selectFrom('calendar_addresses').selectAll().where('revoked_at', 'is', null).orderBy('id').execute();

/** Ends all; returns how many there were. */
export async function revokeAll(tx: Db, at: Date): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('calendar_addresses')
    .set({ revoked_at: at })
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** How often bank holidays were changed: dates that nobody touched may be others since. */
export async function holidayChanges(db: Db): Promise<number> {
  const { changes } = await db
    .selectFrom('acts')
    .select(({ fn }) => fn.countAll<number>().as('changes'))
    .where('act', 'in', ['calendar.holiday-added', 'calendar.holiday-removed'])
    .executeTakeFirstOrThrow();
  return Number(changes);
}
