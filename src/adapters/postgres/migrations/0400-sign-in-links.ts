import { type Kysely, sql } from 'kysely';

/**
 * A link that the terminal prints signs in whichever browser opens it: no browser asked for it, and it has no code. No
 * version before this one has a page that reads such rows.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
ALTER TABLE sign_ins
  ALTER COLUMN browser_hash DROP NOT NULL,
  ALTER COLUMN code_hash DROP NOT NULL,
  ADD CHECK ((browser_hash IS NULL) = (code_hash IS NULL));
`)
    .execute(db);
}
