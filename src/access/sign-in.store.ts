import { type Selectable, sql } from 'kysely';
import type { Db, PersonId, SignInTable } from '../core/index.ts';

export type SignInRow = Selectable<SignInTable>;

type NewSignIn = Omit<SignInRow, 'id' | 'tries' | 'used_at'>;

export async function insertSignIn(db: Db, row: NewSignIn): Promise<number> {
  const { id } = await db.insertInto('sign_ins').values(row).returning('id').executeTakeFirstOrThrow();
  return id;
}

const selectOpen = (db: Db, now: Date) =>
  db
    .selectFrom('sign_ins')
    .innerJoin('people', 'people.id', 'sign_ins.person_id')
    .select(['browser_hash', 'link_hash', 'expires_at', 'people.name'])
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .where('people.state', '<>', 'removed');

export const selectOpenSignIn = (db: Db, id: number, now: Date) =>
  selectOpen(db, now).where('sign_ins.id', '=', id).executeTakeFirst();

export const selectOpenLink = (db: Db, hash: string, now: Date) =>
  selectOpen(db, now).where('link_hash', '=', hash).executeTakeFirst();

/**
 * One that may still be used, by the secret of its link or of the browser that asked. Its person is locked until the
 * transaction ends, before it is read: whoever removes them locks them first too, so that neither waits for the other in turn.
 */
export async function lockSignIn(
  db: Db,
  by: { link: string } | { browser: string },
  now: Date,
): Promise<SignInRow | undefined> {
  const [column, hash] =
    'link' in by ? (['link_hash', by.link] as const) : (['browser_hash', by.browser] as const);
  await db
    .selectFrom('people')
    .select('id')
    .where('id', 'in', db.selectFrom('sign_ins').select('person_id').where(column, '=', hash))
    .forUpdate()
    .execute();
  return db
    .selectFrom('sign_ins')
    .selectAll()
    .where(column, '=', hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

export async function useSignIn(db: Db, id: number, at: Date): Promise<void> {
  await db.updateTable('sign_ins').set({ used_at: at }).where('id', '=', id).execute();
}

export async function countTry(db: Db, id: number): Promise<void> {
  await db.updateTable('sign_ins').set({ tries: sql`tries + 1` }).where('id', '=', id).execute();
}

export async function deleteSignInsOf(db: Db, person: PersonId): Promise<void> {
  await db.deleteFrom('sign_ins').where('person_id', '=', person).execute();
}

export async function deleteOldSignIns(db: Db, expiredBefore: Date): Promise<void> {
  await db.deleteFrom('sign_ins').where('expires_at', '<', expiredBefore).execute();
}
