import { type Kysely, sql } from 'kysely';

/** Each slot of the recurrence is taken once, whatever the queue does. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE slots (slot timestamptz PRIMARY KEY, taken_at timestamptz NOT NULL, outcome text NOT NULL)`.execute(
    db,
  );
}
