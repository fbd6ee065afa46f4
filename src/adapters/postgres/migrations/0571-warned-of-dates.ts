import { type Kysely, sql } from 'kysely';

/**
 * Of which send date operators were told that it is near and nobody has approved, so that they are told once of each. A process of the
 * version before tells nobody.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('ALTER TABLE editions ADD COLUMN warned_of timestamptz;').execute(db);
}
