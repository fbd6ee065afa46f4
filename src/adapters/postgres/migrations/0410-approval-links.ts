import { type Kysely, sql } from 'kysely';

/**
 * Who is asked to approve an edition by a mailed link, and what was sent back. A process of the version before writes neither, and its
 * mails to approvers name the command as they did.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE TABLE approval_links (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  edition_number integer NOT NULL REFERENCES editions (number),
  person_id integer REFERENCES people,
  email text,
  email_key text,
  name text,
  content_key text NOT NULL,
  salt text NOT NULL,
  token_hash text NOT NULL UNIQUE,
  asked_by jsonb NOT NULL,
  asked_at timestamptz NOT NULL,
  revoked_by jsonb,
  revoked_at timestamptz,
  CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
);
CREATE INDEX approval_links_of ON approval_links (edition_number, id);

CREATE TABLE send_backs (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  edition_number integer NOT NULL REFERENCES editions (number),
  link_id integer REFERENCES approval_links,
  content_key text NOT NULL,
  content jsonb NOT NULL,
  actor jsonb NOT NULL,
  at timestamptz NOT NULL,
  words text NOT NULL
);
CREATE INDEX send_backs_of ON send_backs (edition_number, id);
CREATE TRIGGER send_backs_are_append_only BEFORE UPDATE OR DELETE ON send_backs
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

ALTER TABLE approvals ADD COLUMN link_id integer REFERENCES approval_links;
`)
    .execute(db);
}
