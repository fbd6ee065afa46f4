import { type Kysely, sql } from 'kysely';

/**
 * What stops or delays sending at present, as the process that meets it says; edition 0 = all. What is not said again for a
 * while is over. `failing_since` is when an action's errors began, since it was last looked at without one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE TABLE hindrances (
  edition_number integer NOT NULL,
  kind text NOT NULL,
  reason text NOT NULL,
  since timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (edition_number, kind)
);
ALTER TABLE actions ADD COLUMN failing_since timestamptz;
`)
    .execute(db);
}
