import { type Kysely, sql } from 'kysely';

/**
 * What is open, so that sweep and claim need not look through what was sent long ago.
 *
 * `plans.open_from`: no delivery of the edition below this subscriber is planned or being called, but for those in `unsettled`;
 * null = none at all. It is moved up by whoever looks, under the plan's lock, and back to the beginning by whatever plans.
 *
 * `unsettled`: deliveries that became unknown, or planned again after they were settled. A row may be outlived by its
 * reason, and then goes with the next sweep; each return writes a row of its own, so that none is removed with an older one.
 *
 * Triggers keep both, so that a process of an older version beside these does too. Their conditions are false for what
 * happens to each mail, and cost no more than being looked at. No index on `deliveries.state`: see ADR 0012.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
ALTER TABLE plans ADD COLUMN open_from bigint DEFAULT 0;

CREATE TABLE unsettled (
  id bigint GENERATED ALWAYS AS IDENTITY,
  edition_number integer NOT NULL,
  subscriber_id bigint NOT NULL,
  delivery_id bigint NOT NULL,
  called_at timestamptz,
  look_at timestamptz NOT NULL DEFAULT '-infinity',
  held text,
  PRIMARY KEY (edition_number, subscriber_id, id)
);

CREATE FUNCTION note_unsettled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO unsettled (edition_number, subscriber_id, delivery_id, called_at)
  VALUES (NEW.edition_number, NEW.subscriber_id, NEW.id, CASE WHEN OLD.state = 'calling' THEN OLD.updated_at END);
  RETURN NULL;
END $$;
CREATE TRIGGER deliveries_unsettled AFTER UPDATE ON deliveries FOR EACH ROW
  WHEN (NEW.state IN ('unknown', 'planned') AND OLD.state <> NEW.state
    AND (NEW.state = 'unknown' OR OLD.state NOT IN ('calling', 'skipped', 'unknown')))
  EXECUTE FUNCTION note_unsettled();
INSERT INTO unsettled (edition_number, subscriber_id, delivery_id)
  SELECT edition_number, subscriber_id, id FROM deliveries WHERE state = 'unknown';

CREATE FUNCTION look_from_the_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.open_from := 0;
  RETURN NEW;
END $$;
CREATE TRIGGER plans_planned BEFORE UPDATE OF planned ON plans FOR EACH ROW EXECUTE FUNCTION look_from_the_first();

CREATE INDEX notices_unknown ON notices (id) WHERE state = 'unknown';
CREATE INDEX notices_reminders ON notices (created_at) WHERE kind = 'approval-reminder';
`)
    .execute(db);
}
