import type { Db, PersonId } from '../core/index.ts';
import type { PersonRow } from './people.store.ts';

export async function insertSession(
  db: Db,
  { hash, person, at }: { hash: string; person: PersonId; at: Date },
): Promise<void> {
  await db
    .insertInto('sessions')
    .values({ token_hash: hash, person_id: person, opened_at: at, seen_at: at })
    .execute();
}

export type SeenSession = PersonRow & { opened_at: Date; seen_at: Date };

export const selectSession = (db: Db, hash: string): Promise<SeenSession | undefined> =>
  db
    .selectFrom('sessions')
    .innerJoin('people', 'people.id', 'sessions.person_id')
    .selectAll('people')
    .select(['sessions.opened_at', 'sessions.seen_at'])
    .where('token_hash', '=', hash)
    .where('people.state', '<>', 'removed')
    .executeTakeFirst();

export async function touchSession(db: Db, hash: string, at: Date): Promise<void> {
  await db.updateTable('sessions').set({ seen_at: at }).where('token_hash', '=', hash).execute();
}

/** False where somebody was quicker. */
export async function deleteSession(db: Db, hash: string): Promise<boolean> {
  const deleted = await db
    .deleteFrom('sessions')
    .where('token_hash', '=', hash)
    .returning('person_id')
    .executeTakeFirst();
  return deleted !== undefined;
}

/** Returns how many there were. */
export async function deleteSessionsOf(db: Db, person: PersonId): Promise<number> {
  const rows = await db
    .deleteFrom('sessions')
    .where('person_id', '=', person)
    .returning('token_hash')
    .execute();
  return rows.length;
}

export async function deleteOldSessions(db: Db, openedBefore: Date): Promise<void> {
  await db.deleteFrom('sessions').where('opened_at', '<', openedBefore).execute();
}

export type WhereSignedIn = { person: PersonId; browsers: number; since: Date; seen: Date };

/** In how many browsers each is signed in: since when the first of them, and when one was last used. */
export async function selectSignedIn(
  db: Db,
  { opened, seen }: { opened: Date; seen: Date },
): Promise<WhereSignedIn[]> {
  return db
    .selectFrom('sessions')
    .select(({ fn }) => [
      'person_id as person',
      fn.countAll<number>().as('browsers'),
      fn.min('opened_at').as('since'),
      fn.max('seen_at').as('seen'),
    ])
    .where('opened_at', '>=', opened)
    .where('seen_at', '>=', seen)
    .groupBy('person_id')
    .execute();
}
