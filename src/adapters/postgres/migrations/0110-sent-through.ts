import { type Kysely, sql } from 'kysely';

/**
 * Through what a mail went: Amazon SES itself, another endpoint, or a simulator. Null where an earlier version sent it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE deliveries ADD COLUMN through text`.execute(db);
}
