import { type Kysely, sql } from 'kysely';

/**
 * Since when a partner's feed cannot be read, for the desk. The version before does not write it: it stands beside `message`, and where
 * that is empty it says nothing.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE feeds ADD COLUMN failing_since timestamptz`.execute(db);
}
