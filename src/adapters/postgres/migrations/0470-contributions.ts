import { type Kysely, sql } from 'kysely';

/** Stories that people without an account write, from the first page of the form on. A process of the version before knows none. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE TABLE contributions (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  salt text NOT NULL,
  token_hash text NOT NULL UNIQUE,
  email text NOT NULL,
  email_key text NOT NULL,
  name text NOT NULL,
  fields jsonb NOT NULL,
  article_id integer UNIQUE REFERENCES articles,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  sent_at timestamptz,
  CHECK ((article_id IS NULL) = (sent_at IS NULL))
);
CREATE INDEX contributions_of ON contributions (email_key);
CREATE INDEX contributions_stale ON contributions (changed_at);
`)
    .execute(db);
}
