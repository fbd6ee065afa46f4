import { type Kysely, sql } from 'kysely';

/**
 * What became of an edition's links when they were asked for last, and domains that are known to be given up. The first rows of
 * those are public services of the United Kingdom that moved, and services that were closed; the desk changes the list. Older
 * processes ask for no links.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE TABLE link_checks (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  edition_number integer NOT NULL UNIQUE REFERENCES editions (number) ON DELETE CASCADE,
  started_at timestamptz NOT NULL,
  actor jsonb NOT NULL,
  finished_at timestamptz,
  leased_until timestamptz
);
CREATE INDEX link_checks_open ON link_checks (id) WHERE finished_at IS NULL;
CREATE TABLE link_answers (
  check_id integer NOT NULL REFERENCES link_checks (id) ON DELETE CASCADE,
  position integer NOT NULL,
  url text NOT NULL,
  outcome text CHECK (outcome IN ('answered', 'inside', 'unknown-host', 'late', 'certificate', 'redirects', 'unreachable')),
  status integer,
  final_url text,
  moved boolean NOT NULL DEFAULT false,
  asked_at timestamptz,
  PRIMARY KEY (check_id, position),
  CHECK ((outcome IS NULL) = (asked_at IS NULL))
);
CREATE TABLE retired_domains (
  domain text PRIMARY KEY,
  successor text,
  added_at timestamptz NOT NULL
);
INSERT INTO retired_domains (domain, successor, added_at) VALUES
  ('direct.gov.uk', 'www.gov.uk', now()),
  ('businesslink.gov.uk', 'www.gov.uk', now()),
  ('soca.gov.uk', 'www.nationalcrimeagency.gov.uk', now()),
  ('npia.police.uk', 'www.college.police.uk', now()),
  ('acpo.police.uk', 'www.npcc.police.uk', now()),
  ('cesg.gov.uk', 'www.ncsc.gov.uk', now()),
  ('cyberaware.gov.uk', 'www.ncsc.gov.uk', now()),
  ('actionfraud.police.uk', 'www.reportfraud.police.uk', now()),
  ('plus.google.com', NULL, now()),
  ('goo.gl', NULL, now());
`)
    .execute(db);
}
