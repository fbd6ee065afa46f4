import { type Kysely, sql } from 'kysely';

/**
 * Why somebody lifted a suppression. The ledger takes no free text, as it outlives erasure; these rows do not. `mailbox` is
 * the keyed hash, as an address can be stopped that never was a subscriber's.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE TABLE suppression_lifts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subscriber_id bigint REFERENCES subscribers,
  mailbox text NOT NULL,
  at timestamptz NOT NULL,
  was text NOT NULL,
  reason text NOT NULL,
  reactivated boolean NOT NULL
);
CREATE INDEX suppression_lifts_mailbox ON suppression_lifts (mailbox);
CREATE INDEX suppression_lifts_subscriber ON suppression_lifts (subscriber_id);
`)
    .execute(db);
}
