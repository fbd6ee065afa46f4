import { type Kysely, sql } from 'kysely';

/** Shared by all web processes. `key` is a keyed hash: the table tells nobody who asked. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE TABLE rate_limits (
  key text PRIMARY KEY,
  free_at timestamptz NOT NULL
);
CREATE INDEX rate_limits_free ON rate_limits (free_at);
`)
    .execute(db);
}
