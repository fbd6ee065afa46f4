import { type Selectable, sql } from 'kysely';
import type { Db, EmailAddress, PersonId, PersonTable, Role } from '../core/index.ts';

export type PersonRow = Selectable<PersonTable>;

/** By address, removed or not; locked until the transaction ends. */
export const lockPerson = (db: Db, email: EmailAddress): Promise<PersonRow | undefined> =>
  db
    .selectFrom('people')
    .selectAll()
    .where('email_key', '=', email.toLowerCase())
    .forUpdate()
    .executeTakeFirst();

export const lockPersonById = (db: Db, id: PersonId): Promise<PersonRow | undefined> =>
  db.selectFrom('people').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/**
 * Who has the role, as it is once nobody changes it: one at a time looks, by a lock that ends with the transaction, since each
 * of two who remove each other holds the row of the other.
 */
export async function lockAdmins(tx: Db): Promise<PersonId[]> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('quarterly admins'))`.execute(tx);
  return (await selectWithRole(tx, 'admin')).map(({ id }) => id);
}

/** By address, if they still belong to the desk. */
export const selectPerson = (db: Db, email: EmailAddress): Promise<PersonRow | undefined> =>
  db
    .selectFrom('people')
    .selectAll()
    .where('email_key', '=', email.toLowerCase())
    .where('state', '<>', 'removed')
    .executeTakeFirst();

/** Unless they were removed. */
export const selectPersonById = (db: Db, id: PersonId): Promise<PersonRow | undefined> =>
  db.selectFrom('people').selectAll().where('id', '=', id).where('state', '<>', 'removed').executeTakeFirst();

export const selectPeople = (db: Db): Promise<PersonRow[]> =>
  db.selectFrom('people').selectAll().where('email', 'is not', null).orderBy('id').execute();

export const selectWithRole = (db: Db, role: Role): Promise<PersonRow[]> =>
  db
    .selectFrom('people')
    .selectAll()
    .where('state', '<>', 'removed')
    .where(sql<boolean>`${role} = ANY (roles)`)
    .orderBy('id')
    .execute();

export async function countPeople(db: Db): Promise<number> {
  const row = await db
    .selectFrom('people')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '<>', 'removed')
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

type NewPerson = { email: EmailAddress; name: string | null; roles: readonly Role[]; at: Date };

export async function insertPerson(db: Db, { email, name, roles, at }: NewPerson): Promise<PersonRow> {
  return db
    .insertInto('people')
    .values({
      email,
      email_key: email.toLowerCase(),
      name,
      roles: [...roles],
      state: 'invited',
      created_at: at,
      removed_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

type Change = Partial<Pick<PersonRow, 'name' | 'roles' | 'state' | 'removed_at'>>;

export async function updatePerson(
  db: Db,
  { id }: Pick<PersonRow, 'id'>,
  change: Change,
): Promise<PersonRow> {
  return db.updateTable('people').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow();
}

/** Empties the addresses and names of those who were removed before; what they did stays on record. */
export async function emptyRemoved(db: Db, before: Date): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('people')
    .set({ email: null, email_key: null, name: null })
    .where('state', '=', 'removed')
    .where('removed_at', '<', before)
    .where('email', 'is not', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
