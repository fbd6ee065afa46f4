import { type Kysely, sql } from 'kysely';

/**
 * Readers whose mailbox an untagged event names, as they were when it came: through them its mail is found by the index of
 * (edition, subscriber). MessageIds are not indexed: that would end updates of deliveries in place (ADR 0012). Null = it has
 * our tags, names no mailbox, or an earlier version stored it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE ses_events ADD COLUMN subscribers bigint[]`.execute(db);
}
