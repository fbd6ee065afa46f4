import { type Kysely, sql } from 'kysely';

/** The mail around one article, compiled once for a look, so that a preview needs no compiler. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE TABLE mail_shells (
  key text PRIMARY KEY,
  html text NOT NULL,
  made_at timestamptz NOT NULL
);
`)
    .execute(db);
}
