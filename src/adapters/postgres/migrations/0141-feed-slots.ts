import { type Kysely, sql } from 'kysely';

/** Feeds are polled by a recurrence of their own; each is taken once for a slot, however many workers hear the bell. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('ALTER TABLE feeds ADD COLUMN polled_slot timestamptz').execute(db);
}
