import { type Kysely, sql } from 'kysely';

/**
 * The account's rate is held as permits by the processes that send, and no longer handed out as slots: see ADR 0014.
 * `line_at` is what a process of this version wrote into `next_at` to keep those of an older one from their slots; where the
 * two differ, an older one has taken slots since.
 *
 * `pace_holders` is UNLOGGED like `pace`: after a crash nobody holds anything.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
ALTER TABLE pace
  ADD COLUMN rest_until double precision NOT NULL DEFAULT 0,
  ADD COLUMN line_at double precision NOT NULL DEFAULT 0;

CREATE UNLOGGED TABLE pace_holders (
  id text PRIMARY KEY,
  permits integer NOT NULL,
  edition boolean NOT NULL,
  singles integer NOT NULL,
  free_at double precision NOT NULL,
  ends_at double precision NOT NULL
);
`)
    .execute(db);
}
