import { type Kysely, sql } from 'kysely';

/** What the subject of an edition's mails says. A column with a default is added without rewriting the table. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE editions ADD COLUMN subject text CONSTRAINT editions_subject CHECK (subject IN ('stories'))`.execute(
    db,
  );
}
