import { type Kysely, sql } from 'kysely';

/** What was put before the approvers of an edition, and when: content and compiled mail. A process of the version before writes none. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE TABLE approval_requests (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  edition_number integer NOT NULL REFERENCES editions (number),
  content_key text NOT NULL,
  mail text NOT NULL,
  content jsonb NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX approval_requests_of ON approval_requests (edition_number, id);
CREATE TRIGGER approval_requests_are_append_only BEFORE UPDATE OR DELETE ON approval_requests
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
`)
    .execute(db);
}
