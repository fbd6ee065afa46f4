import { type Kysely, sql } from 'kysely';

/**
 * What the database remembers of the journals outside it, and what waits to be written there. Everything is new; the triggers
 * cost one small row where a reader leaves or comes back, a mailbox is listed, or a slot is taken, whoever writes that.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE TABLE journal_places (
  place text PRIMARY KEY,
  host text NOT NULL,
  folder text NOT NULL,
  alive_at timestamptz NOT NULL
);

CREATE TABLE journals (
  id text PRIMARY KEY,
  place text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'closed', 'ended', 'lost')),
  confirmed bigint NOT NULL,
  promised bigint NOT NULL,
  opened_at timestamptz NOT NULL,
  CHECK (confirmed <= promised)
) WITH (fillfactor = 50);

CREATE TABLE journal_entries (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL,
  subscriber_id bigint,
  mailbox text,
  detail jsonb,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  taken_at timestamptz
);

CREATE TABLE restore_holds (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  since timestamptz NOT NULL,
  findings jsonb NOT NULL,
  released_at timestamptz,
  released_by jsonb,
  replayed jsonb,
  CHECK ((released_at IS NULL) = (released_by IS NULL))
);
CREATE UNIQUE INDEX restore_holds_open ON restore_holds ((true)) WHERE released_at IS NULL;

CREATE TABLE recalled_mails (
  edition_number integer NOT NULL,
  mailbox text NOT NULL,
  state text NOT NULL CHECK (state IN ('accepted', 'rejected', 'unknown', 'unsent')),
  message_id text,
  through text,
  at timestamptz NOT NULL,
  PRIMARY KEY (edition_number, mailbox)
);

-- Before a journal grows the database knows by how much. False: the database is not the one that knew it last.
CREATE FUNCTION promise_journal(journal text, known bigint, written bigint, upto bigint) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  IF journal IS NULL THEN RETURN true; END IF;
  UPDATE journals SET confirmed = written, promised = upto WHERE id = journal AND promised >= known AND state = 'open';
  RETURN FOUND;
END $$;

CREATE FUNCTION journal_reader() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO journal_entries (kind, subscriber_id) VALUES (CASE NEW.state WHEN 'active' THEN 'back' ELSE 'left' END, NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER journal_reader AFTER UPDATE OF state ON subscribers FOR EACH ROW
  WHEN (OLD.state <> NEW.state AND NEW.state IN ('active', 'unsubscribed') AND NEW.email IS NOT NULL)
  EXECUTE FUNCTION journal_reader();

CREATE FUNCTION journal_suppression() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO journal_entries (kind, mailbox) VALUES ('lifted', OLD.email_hash);
  ELSE
    INSERT INTO journal_entries (kind, mailbox, detail) VALUES ('suppressed', NEW.email_hash, jsonb_build_object('why', NEW.reason));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER journal_suppression AFTER INSERT OR UPDATE OR DELETE ON suppressions FOR EACH ROW
  EXECUTE FUNCTION journal_suppression();

CREATE FUNCTION journal_slot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO journal_entries (kind, detail) VALUES ('slot', jsonb_build_object('slot', NEW.slot));
  RETURN NULL;
END $$;
CREATE TRIGGER journal_slot AFTER INSERT ON slots FOR EACH ROW EXECUTE FUNCTION journal_slot();
`)
    .execute(db);
}
