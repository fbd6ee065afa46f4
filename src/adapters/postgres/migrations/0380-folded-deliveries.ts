import { type Kysely, sql } from 'kysely';

/**
 * Deliveries that are past RETENTION_EVENTS_DAYS become numbers. An edition of which some have is never planned again, by no
 * version: who of its readers has had it is no longer known. Everything is new, and no table is rewritten; the index reads the
 * ledger of consents once, and holds it against writes for that: about 1 s for a million lines.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE TABLE delivery_totals (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  edition_number integer NOT NULL REFERENCES editions (number),
  state text NOT NULL,
  reason_code text,
  reason_params jsonb,
  through text,
  mails integer NOT NULL CHECK (mails > 0),
  UNIQUE NULLS NOT DISTINCT (edition_number, state, reason_code, reason_params, through)
);

ALTER TABLE plans ADD COLUMN folded_before timestamptz, ADD COLUMN oldest_delivery timestamptz;

CREATE FUNCTION refuse_planning_folded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Mails of edition % are no longer recorded one by one, so it is not planned again.', OLD.edition_number;
END $$;
CREATE TRIGGER plans_folded BEFORE UPDATE ON plans FOR EACH ROW
  WHEN (OLD.folded_before IS NOT NULL AND (OLD.stale AND NOT NEW.stale OR NEW.planned <> OLD.planned))
  EXECUTE FUNCTION refuse_planning_folded();

CREATE INDEX consents_moved ON consents (subscriber_id) WHERE event = 'address changed';
`)
    .execute(db);
}
