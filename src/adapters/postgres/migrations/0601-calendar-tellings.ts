import { type Kysely, sql } from 'kysely';

/**
 * Of which date of the calendar contributors or approvers were told, so that each is told once, and again of another date. How many,
 * and not who: their mails say that for as long as they are kept. A process of the version before tells nobody.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE TABLE calendar_tellings (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('call', 'two-weeks', 'three-days', 'please-approve')),
  slot timestamptz,
  edition_number integer REFERENCES editions,
  of_date timestamptz NOT NULL,
  people integer NOT NULL CHECK (people > 0),
  at timestamptz NOT NULL,
  CHECK ((kind = 'please-approve') = (edition_number IS NOT NULL)),
  CHECK ((slot IS NULL) <> (edition_number IS NULL)),
  UNIQUE NULLS NOT DISTINCT (kind, slot, edition_number, of_date)
);
`)
    .execute(db);
}
