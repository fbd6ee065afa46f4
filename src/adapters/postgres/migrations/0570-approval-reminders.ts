import { type Kysely, sql } from 'kysely';

/**
 * When whoever was asked to approve was asked last, and reminded: the mails that say so are deleted by retention, and a request lives
 * longer. A process of the version before writes neither; until it has ended it reminds every day, as it did.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
ALTER TABLE approval_links ADD COLUMN told_at timestamptz, ADD COLUMN reminded_at timestamptz;
`)
    .execute(db);
}
