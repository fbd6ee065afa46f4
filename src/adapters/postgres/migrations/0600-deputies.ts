import { type Kysely, sql } from 'kysely';

/**
 * Who is asked to approve in an approver's place when they do not answer, one for each, for ever or between two days; and of a link,
 * in whose place it was made. A process of the version before asks no deputy, and takes a deputy's link for one that the flow made.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE TABLE deputies (
  person_id integer PRIMARY KEY REFERENCES people,
  deputy_id integer NOT NULL REFERENCES people CHECK (deputy_id <> person_id),
  from_day text CHECK (from_day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  until_day text CHECK (until_day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  named_at timestamptz NOT NULL,
  CHECK (from_day <= until_day)
);
CREATE INDEX deputies_who ON deputies (deputy_id);
ALTER TABLE approval_links ADD COLUMN deputy_for integer REFERENCES people;
`)
    .execute(db);
}
