import { type Kysely, sql } from 'kysely';

/** What was found when an edition was last looked over, so that a page shows it without waiting; older processes never look. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE TABLE preflights (
  edition_number integer PRIMARY KEY REFERENCES editions (number) ON DELETE CASCADE,
  content_key text NOT NULL,
  report jsonb NOT NULL,
  checked_at timestamptz NOT NULL
);
`)
    .execute(db);
}
