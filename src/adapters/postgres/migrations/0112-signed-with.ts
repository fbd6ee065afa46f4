import { type Kysely, sql } from 'kysely';

/**
 * Which keys have signed the links of which editions, by the ids that stand in the links, and under which sender a run
 * began. Neither is a foreign key: what a link was signed with stays true whatever becomes of the edition.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE TABLE signed_with (
  edition_number integer NOT NULL,
  key_id text NOT NULL,
  since timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (edition_number, key_id)
);
ALTER TABLE runs ADD COLUMN sender text, ADD COLUMN key_id text;
`)
    .execute(db);
}
