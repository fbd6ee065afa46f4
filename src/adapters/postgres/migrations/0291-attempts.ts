import { type Kysely, sql } from 'kysely';

/**
 * Each attempt at an action is a row of its own; the time of a run's next try is a column, so that a lost queue loses none;
 * and an edition has a time at which its sending may begin. Runs that stand before it go on as they would have. A process of the
 * version before starts runs that send as soon as they are approved: for those the trigger says so.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE TABLE attempts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id integer NOT NULL REFERENCES runs,
  action text NOT NULL,
  number integer NOT NULL,
  state text NOT NULL CHECK (state IN ('running','waiting','held','succeeded','skipped','failed','cancelled')),
  inputs jsonb,
  outputs jsonb,
  reason_code text,
  reason_params jsonb,
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  UNIQUE (run_id, action, number)
);
CREATE UNIQUE INDEX attempts_open ON attempts (run_id, action) WHERE finished_at IS NULL;
INSERT INTO attempts (run_id, action, number, state, inputs, outputs, reason_code, reason_params, started_at, finished_at)
  SELECT run_id, name, greatest(tries, 1), CASE state WHEN 'pending' THEN 'failed' ELSE state END, inputs, outputs,
    reason_code, reason_params, started_at,
    CASE WHEN state IN ('running', 'waiting') THEN NULL ELSE coalesce(finished_at, failing_since, started_at) END
  FROM actions WHERE started_at IS NOT NULL;

ALTER TABLE runs ADD COLUMN next_try_at timestamptz;

ALTER TABLE editions ADD COLUMN send_at timestamptz;
UPDATE editions e SET send_at = coalesce(r.slot, r.started_at) FROM runs r
  WHERE r.edition_number = e.number AND r.state <> 'cancelled';
CREATE FUNCTION schedule_edition_of_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE editions SET send_at = coalesce(NEW.slot, NEW.started_at) WHERE number = NEW.edition_number AND send_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER runs_schedule_edition AFTER INSERT ON runs FOR EACH ROW EXECUTE FUNCTION schedule_edition_of_run();
`)
    .execute(db);
}
