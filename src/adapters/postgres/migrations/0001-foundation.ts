import { type Kysely, sql } from 'kysely';

/** Every table of the first corridor. Kept to SQL that PostgreSQL 15 understands. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE TABLE settings (
  key text PRIMARY KEY,
  value text NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE sections (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  label text NOT NULL,
  description text NOT NULL DEFAULT '',
  colour text,
  position integer NOT NULL,
  retired_at timestamptz,
  merged_into integer REFERENCES sections
);

CREATE TABLE feeds (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  url text NOT NULL UNIQUE,
  section_id integer NOT NULL REFERENCES sections,
  title text,
  etag text,
  last_modified text,
  polled_at timestamptz,
  message text,
  created_at timestamptz NOT NULL
);

CREATE TABLE images (
  hash text PRIMARY KEY,
  media_type text NOT NULL,
  width integer NOT NULL,
  height integer NOT NULL,
  bytes bytea NOT NULL
);

CREATE TABLE editions (
  number integer PRIMARY KEY CHECK (number > 0),
  state text NOT NULL CHECK (state IN ('planned','assembled','approved','sending','sent','published','cancelled')),
  cover text NOT NULL,
  title text NOT NULL,
  strapline text NOT NULL DEFAULT '',
  preheader text,
  publisher text NOT NULL,
  mailbox text NOT NULL,
  welcome text NOT NULL DEFAULT '',
  sections jsonb NOT NULL,
  approved_by text,
  created_at timestamptz NOT NULL,
  assembled_at timestamptz,
  approved_at timestamptz,
  sent_at timestamptz,
  published_at timestamptz
);

CREATE TABLE articles (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  edition_number integer REFERENCES editions,
  slug text NOT NULL,
  section_id integer NOT NULL REFERENCES sections,
  state text NOT NULL CHECK (state IN ('draft','submitted','accepted','published','declined','withdrawn')),
  headline text NOT NULL,
  summary text NOT NULL DEFAULT '',
  body text NOT NULL DEFAULT '',
  organisation text,
  position integer,
  published_on date,
  contact jsonb,
  image jsonb,
  links jsonb NOT NULL DEFAULT '[]',
  source text NOT NULL CHECK (source IN ('folder','feed','form')),
  source_key text,
  feed_id integer REFERENCES feeds ON DELETE SET NULL,
  decline_reason text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (edition_number, slug)
);
CREATE UNIQUE INDEX articles_feed_guid ON articles (feed_id, source_key) WHERE feed_id IS NOT NULL;
CREATE UNIQUE INDEX articles_folder_file ON articles (edition_number, source_key) WHERE source = 'folder';
CREATE INDEX articles_state ON articles (state);

CREATE TABLE snapshots (
  edition_number integer PRIMARY KEY REFERENCES editions,
  hash text NOT NULL,
  content text NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE renderings (
  edition_number integer NOT NULL REFERENCES editions,
  snapshot_hash text NOT NULL,
  options_hash text NOT NULL,
  compiled jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (edition_number, snapshot_hash, options_hash)
);

CREATE TABLE subscribers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text,
  email_key text UNIQUE,
  name text,
  organisation text,
  state text NOT NULL CHECK (state IN ('pending','active','unsubscribed','suppressed','erased')),
  all_sections boolean NOT NULL DEFAULT false,
  sections integer[] NOT NULL DEFAULT '{}',
  format text NOT NULL DEFAULT 'html' CHECK (format IN ('html','text')),
  paused_until timestamptz,
  state_reason text,
  soft_bounces integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  left_at timestamptz,
  CHECK ((email IS NULL) = (email_key IS NULL)),
  CHECK (state <> 'active' OR email IS NOT NULL)
);

CREATE TABLE consents (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subscriber_id bigint NOT NULL REFERENCES subscribers,
  at timestamptz NOT NULL,
  event text NOT NULL,
  reason text,
  source text NOT NULL,
  wording text,
  detail jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX consents_subscriber ON consents (subscriber_id);

CREATE TABLE suppressions (
  email_hash text PRIMARY KEY,
  reason text NOT NULL,
  at timestamptz NOT NULL
);

CREATE TABLE deliveries (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  edition_number integer NOT NULL REFERENCES editions,
  subscriber_id bigint NOT NULL REFERENCES subscribers,
  state text NOT NULL CHECK (state IN ('planned','claimed','calling','accepted','rejected','unknown','skipped','delivered','bounced','complained')),
  reason text,
  lease_id text,
  message_id text,
  tries integer NOT NULL DEFAULT 0,
  updated_at timestamptz NOT NULL,
  UNIQUE (edition_number, subscriber_id)
);

CREATE TABLE ses_events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sns_message_id text NOT NULL UNIQUE,
  event_type text NOT NULL,
  received_at timestamptz NOT NULL,
  payload jsonb NOT NULL,
  applied_at timestamptz
);
CREATE INDEX ses_events_to_apply ON ses_events (id) WHERE applied_at IS NULL;

CREATE TABLE notices (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL,
  to_address text,
  subscriber_id bigint REFERENCES subscribers,
  params jsonb NOT NULL DEFAULT '{}',
  state text NOT NULL CHECK (state IN ('queued','calling','accepted','rejected','unknown')),
  reason text,
  message_id text,
  tries integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX notices_open ON notices (id) WHERE state IN ('queued','calling');

CREATE TABLE runs (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  edition_number integer NOT NULL REFERENCES editions,
  trigger text NOT NULL CHECK (trigger IN ('schedule','manual')),
  slot timestamptz,
  state text NOT NULL CHECK (state IN ('running','waiting','paused','held','failed','succeeded','cancelled')),
  reason text,
  started_at timestamptz NOT NULL,
  finished_at timestamptz
);
CREATE UNIQUE INDEX runs_one_an_edition ON runs (edition_number) WHERE state <> 'cancelled';
CREATE UNIQUE INDEX runs_one_a_slot ON runs (slot) WHERE slot IS NOT NULL;

CREATE TABLE actions (
  run_id integer NOT NULL REFERENCES runs ON DELETE CASCADE,
  ordinal integer NOT NULL,
  name text NOT NULL,
  state text NOT NULL CHECK (state IN ('pending','running','waiting','succeeded','failed','skipped','cancelled')),
  tries integer NOT NULL DEFAULT 0,
  inputs jsonb,
  outputs jsonb,
  error text,
  started_at timestamptz,
  finished_at timestamptz,
  PRIMARY KEY (run_id, ordinal),
  UNIQUE (run_id, name)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER snapshots_are_frozen BEFORE UPDATE OR DELETE ON snapshots FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER consents_are_append_only BEFORE UPDATE OR DELETE ON consents FOR EACH ROW EXECUTE FUNCTION refuse_change();
`)
    .execute(db);
}
