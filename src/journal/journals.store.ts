import { sql } from 'kysely';
import type { Db } from '../core/index.ts';
import type { JournalState } from '../core/tables/journal.ts';

/** What the database must know before a journal grows: how long it was known to become, is, and becomes. */
export type Promised = { journal: string; known: number; written: number; upto: number };

export type RememberedJournal = {
  id: string;
  place: string;
  state: JournalState;
  confirmed: number;
  promised: number;
};

export async function insertJournal(
  db: Db,
  { id, place, length }: { id: string; place: string; length: number },
): Promise<void> {
  await sql`INSERT INTO journals (id, place, state, confirmed, promised, opened_at)
    VALUES (${id}, ${place}, 'open', 0, ${length}, clock_timestamp())`.execute(db);
}

/** Takes a journal of this place that nobody writes and that is not full, so that there are as many files as writers at once. */
export async function takeClosed(
  db: Db,
  place: string,
  fullAt: number,
): Promise<{ id: string; promised: number } | undefined> {
  const { rows } = await sql<{ id: string; promised: number }>`
    UPDATE journals SET state = 'open' WHERE id = (
      SELECT id FROM journals WHERE state = 'closed' AND place = ${place} AND promised < ${fullAt} AND opened_at > clock_timestamp() - interval '90 days'
      ORDER BY opened_at DESC LIMIT 1 FOR UPDATE SKIP LOCKED
    ) RETURNING id, promised`.execute(db);
  return rows[0];
}

/** False when this database is not the one that knew the journal last. */
export async function promiseJournal(db: Db, promised: Promised): Promise<boolean> {
  const { rows } = await sql<{ ok: boolean }>`
    SELECT promise_journal(${promised.journal}, ${promised.known}::bigint, ${promised.written}::bigint, ${promised.upto}::bigint) AS ok`.execute(
    db,
  );
  return rows[0]?.ok === true;
}

/** Its file is as long as `length` and grows no more, until somebody takes it again. */
export async function closeJournal(db: Db, id: string, { known, length }: { known: number; length: number }) {
  await db
    .updateTable('journals')
    .set({ state: 'closed', confirmed: length, promised: length })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .where('promised', '>=', known)
    .execute();
}

export const rememberedJournals = (db: Db): Promise<RememberedJournal[]> =>
  db
    .selectFrom('journals')
    .select(['id', 'place', 'state', 'confirmed', 'promised'])
    .where('state', '<>', 'lost')
    .orderBy('opened_at')
    .execute();

/** After a replay: what lies there is what the database knows, and is never written again. */
export async function endJournal(
  db: Db,
  { id, place, length }: { id: string; place: string; length: number },
): Promise<void> {
  await sql`INSERT INTO journals (id, place, state, confirmed, promised, opened_at)
    VALUES (${id}, ${place}, 'ended', ${length}, ${length}, clock_timestamp())
    ON CONFLICT (id) DO UPDATE SET place = excluded.place, state = 'ended', confirmed = excluded.confirmed, promised = excluded.promised`.execute(
    db,
  );
}

/** A person goes on without what stood in them. */
export async function loseJournals(db: Db, ids: readonly string[]): Promise<void> {
  await sql`UPDATE journals SET state = 'lost' WHERE id = ANY(${[...ids]}::text[])`.execute(db);
}

/** How far each sequence of ours has come. */
export async function highestIds(db: Db): Promise<Record<string, number>> {
  const { rows } = await sql<{ name: string; last: number }>`
    SELECT sequencename AS name, last_value AS last FROM pg_sequences
    WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY 1`.execute(db);
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
}

/** Numbers that a journal names are not handed out again. */
export async function moveSequences(db: Db, ids: Readonly<Record<string, number>>): Promise<void> {
  const known = await highestIds(db);
  for (const [name, highest] of Object.entries(ids)) {
    if ((known[name] ?? 0) < highest)
      await sql`SELECT setval(c.oid, ${highest}) FROM pg_class c
        WHERE c.relkind = 'S' AND c.relname = ${name} AND c.relnamespace = 'public'::regnamespace`.execute(
        db,
      );
  }
}

/** Its file may be missing from now on. */
export async function mayBeMissing(db: Db, id: string): Promise<void> {
  await db
    .updateTable('journals')
    .set({ confirmed: 0 })
    .where('id', '=', id)
    .where('state', '<>', 'open')
    .execute();
}

export async function forgetJournal(db: Db, id: string): Promise<void> {
  await db.deleteFrom('journals').where('id', '=', id).where('state', '<>', 'open').execute();
}

/** What lies where are the journals of the installation that this one was: it begins its own. */
export async function leaveJournals(db: Db): Promise<void> {
  await db.deleteFrom('journals').execute();
  await db.deleteFrom('journal_places').execute();
}
