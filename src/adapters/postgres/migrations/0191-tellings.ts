import { type Kysely, sql } from 'kysely';

/**
 * A change of an article that those who got it by mail are told about, once, and what each mail held: `choice` is the
 * reader's own at the moment of the call, section ids, or empty = all; null = the mail went before this was kept.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
ALTER TABLE deliveries ADD COLUMN choice integer[];

CREATE TABLE tellings (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  edition_number integer NOT NULL REFERENCES editions,
  article text NOT NULL,
  about text NOT NULL,
  content jsonb NOT NULL,
  hash text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting','approved','sent','dropped')),
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  approved_by text,
  approved_at timestamptz,
  finished_at timestamptz,
  CHECK ((approved_by IS NULL) = (approved_at IS NULL)),
  CHECK (state IN ('waiting','dropped') OR approved_at IS NOT NULL)
);
CREATE UNIQUE INDEX tellings_once ON tellings (edition_number, article, about) WHERE state <> 'dropped';

ALTER TABLE notices ADD COLUMN telling_id integer REFERENCES tellings;
CREATE UNIQUE INDEX notices_told_once ON notices (telling_id, subscriber_id) WHERE telling_id IS NOT NULL;
CREATE INDEX notices_to_tell ON notices (telling_id, id) WHERE telling_id IS NOT NULL AND state = 'queued';
`)
    .execute(db);
}
