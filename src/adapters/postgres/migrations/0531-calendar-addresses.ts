import { type Kysely, sql } from 'kysely';

/** Secret addresses of the calendar: the hash alone is kept, so that a copy of the database opens none. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE TABLE calendar_addresses (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  token_hash text NOT NULL UNIQUE,
  made_at timestamptz NOT NULL,
  made_by jsonb NOT NULL,
  revoked_at timestamptz
);
`)
    .execute(db);
}
