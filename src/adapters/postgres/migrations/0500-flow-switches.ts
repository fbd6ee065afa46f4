import { type Kysely, sql } from 'kysely';

/**
 * A flow that is off starts nothing by itself; older processes know no switch and start all. Words of whoever has dealt with a run that
 * failed stand with it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE TABLE flow_switches (
  flow text PRIMARY KEY,
  is_on boolean NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by jsonb NOT NULL
);
ALTER TABLE flow_runs
  ADD COLUMN acknowledged_at timestamptz,
  ADD COLUMN acknowledged_by jsonb,
  ADD COLUMN acknowledged_words text;
`)
    .execute(db);
}
