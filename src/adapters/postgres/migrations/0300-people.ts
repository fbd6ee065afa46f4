import { type Kysely, sql } from 'kysely';

/** Who works at the desk, in which browsers they are signed in, and the mails by which they sign in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE TABLE people (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text,
  email_key text UNIQUE,
  name text,
  roles text[] NOT NULL CHECK (roles <@ ARRAY['admin','approver','editor'] AND cardinality(roles) > 0),
  state text NOT NULL CHECK (state IN ('invited','active','removed')),
  created_at timestamptz NOT NULL,
  removed_at timestamptz,
  CHECK ((state = 'removed') = (removed_at IS NOT NULL)),
  CHECK (state = 'removed' OR (email IS NOT NULL AND email_key IS NOT NULL))
);

CREATE TABLE sessions (
  token_hash text PRIMARY KEY,
  person_id integer NOT NULL REFERENCES people,
  opened_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL
);
CREATE INDEX sessions_of ON sessions (person_id);

CREATE TABLE sign_ins (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id integer NOT NULL REFERENCES people,
  browser_hash text NOT NULL UNIQUE,
  link_hash text NOT NULL UNIQUE,
  code_hash text NOT NULL,
  asked_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  used_at timestamptz
);
CREATE INDEX sign_ins_of ON sign_ins (person_id);
`)
    .execute(db);
}
