import { type Kysely, sql } from 'kysely';

/**
 * A run belongs to a flow, and one of a small flow to no edition. `runs` becomes a view of the edition's runs under the columns that it
 * had, which PostgreSQL lets be written as a table: a process of the version before knows no other runs, would not know what to do
 * with them, and goes on with its own. A slot is taken once for each flow.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
ALTER TABLE runs RENAME TO flow_runs;
ALTER TABLE flow_runs
  ADD COLUMN flow text NOT NULL DEFAULT 'edition',
  ADD COLUMN changed boolean NOT NULL DEFAULT true,
  ALTER COLUMN edition_number DROP NOT NULL,
  ADD CONSTRAINT flow_runs_edition CHECK ((flow = 'edition') = (edition_number IS NOT NULL));
DROP INDEX runs_one_a_slot;
CREATE UNIQUE INDEX flow_runs_one_a_slot ON flow_runs (flow, slot) WHERE slot IS NOT NULL;
CREATE INDEX flow_runs_of ON flow_runs (flow, id);
CREATE VIEW runs AS
  SELECT id, edition_number, trigger, slot, state, reason, started_at, finished_at, sender, key_id, reason_code, reason_params,
    next_try_at
  FROM flow_runs WHERE flow = 'edition';

COMMENT ON TRIGGER runs_schedule_edition ON flow_runs IS
  'Gives send_at to the runs that a process from before 0.1.0 starts, which knows no send_at. Goes in 0.2.0.';
`)
    .execute(db);
}
