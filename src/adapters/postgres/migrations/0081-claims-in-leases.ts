import { type Kysely, sql } from 'kysely';

/**
 * A claim is a range of subscribers in the worker's lease and no longer a state of each row: one write of three less.
 * Rows that an older version held as `claimed` were never called, so they go back.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
ALTER TABLE leases ADD COLUMN claimed_from bigint, ADD COLUMN claimed_to bigint;
UPDATE deliveries SET state = 'planned', lease_id = NULL WHERE state = 'claimed';
ALTER TABLE deliveries DROP CONSTRAINT deliveries_state_check;
ALTER TABLE deliveries ADD CONSTRAINT deliveries_state_check CHECK (
  state IN ('planned','calling','accepted','rejected','unknown','skipped','delivered','bounced','complained'));
`)
    .execute(db);
}
