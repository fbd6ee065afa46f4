import type { Selectable } from 'kysely';
import type { Db, DeputyTable, PersonId } from '../core/index.ts';

export type DeputyRow = Selectable<DeputyTable>;

export const selectDeputies = (db: Db): Promise<DeputyRow[]> =>
  db.selectFrom('deputies').selectAll().orderBy('person_id').execute();

export const selectDeputyOf = (db: Db, person: PersonId): Promise<DeputyRow | undefined> =>
  db.selectFrom('deputies').selectAll().where('person_id', '=', person).executeTakeFirst();

export async function upsertDeputy(db: Db, row: DeputyRow): Promise<void> {
  const { person_id: _, ...changed } = row;
  await db
    .insertInto('deputies')
    .values(row)
    .onConflict((known) => known.column('person_id').doUpdateSet(changed))
    .execute();
}

export async function deleteDeputyOf(db: Db, person: PersonId): Promise<void> {
  await db.deleteFrom('deputies').where('person_id', '=', person).execute();
}

/** Of somebody who leaves: theirs, and whosever they were. */
export async function deleteDeputiesWith(db: Db, person: PersonId): Promise<void> {
  await db
    .deleteFrom('deputies')
    .where(({ or, eb }) => or([eb('person_id', '=', person), eb('deputy_id', '=', person)]))
    .execute();
}
