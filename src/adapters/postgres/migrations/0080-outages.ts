import { type Kysely, sql } from 'kysely';

/**
 * A time in which Amazon SES cannot be reached. While it lasts it stands in the row that all workers read before they call,
 * so that none of them has to ask; when it is over it is kept, for the run's history.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
ALTER TABLE pace
  ADD COLUMN away_since double precision,
  ADD COLUMN away_sure boolean NOT NULL DEFAULT false,
  ADD COLUMN away_tries integer NOT NULL DEFAULT 0,
  ADD COLUMN away_reason text,
  ADD COLUMN try_at double precision NOT NULL DEFAULT 0,
  ADD COLUMN try_gap double precision NOT NULL DEFAULT 1;

CREATE TABLE outages (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  since timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  tries integer NOT NULL,
  reason text NOT NULL
);
`)
    .execute(db);
}
