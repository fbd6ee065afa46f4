import { sql } from 'kysely';
import type { Db } from '../src/core/index.ts';

/** Any number that no other advisory lock of ours uses. */
const ONE_AT_A_TIME = 7_180_001;

/**
 * Takes the next turn in a line of which at most `perHour` are due in any hour, in the order in which they were taken.
 * Called in a transaction of its own, so that the next in line waits for a millisecond and not for a whole sign-up.
 */
export async function insertTurn(db: Db, { now, perHour }: { now: Date; perHour: number }): Promise<Date> {
  // A turn that is lost in a crash of PostgreSQL costs nothing but its place.
  await sql`SET LOCAL synchronous_commit = off`.execute(db);
  await sql`SELECT pg_advisory_xact_lock(${ONE_AT_A_TIME})`.execute(db);
  const { rows } = await sql<{ due_at: Date }>`
    INSERT INTO notice_turns (due_at) SELECT greatest(${now.toISOString()}::timestamptz,
      (SELECT due_at FROM notice_turns ORDER BY id DESC LIMIT 1),
      (SELECT due_at + interval '1 hour' FROM notice_turns ORDER BY id DESC OFFSET ${perHour - 1} LIMIT 1))
    RETURNING due_at`.execute(db);
  await sql`
    DELETE FROM notice_turns WHERE id IN (
      SELECT id FROM notice_turns WHERE due_at < ${now.toISOString()}::timestamptz - interval '1 hour' ORDER BY id LIMIT 2)`.execute(
    db,
  );
  return rows[0]?.due_at ?? now;
}
