import { type Kysely, sql } from 'kysely';

/**
 * In which language a reader and a contributor are written to, and in which they agreed; null = they never chose, which is the
 * publication's own, so that a change of it needs no change of rows. Nothing is rewritten: a process of the version before, and a file
 * that says nothing of it, leave it null.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
ALTER TABLE subscribers ADD COLUMN language text;
ALTER TABLE consents ADD COLUMN language text;
ALTER TABLE contributions ADD COLUMN language text;
`)
    .execute(db);
}
