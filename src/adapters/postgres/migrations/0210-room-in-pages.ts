import { type Kysely, sql } from 'kysely';

/**
 * A delivery has grown since its pages got their room (0020): the mailbox's hash, the reader's choice and Amazon's MessageId
 * make three times of it what was planned. With less room every third change moved to another page and wrote each index anew.
 * Only pages that are filled from now on follow it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE deliveries SET (fillfactor = 24)`.execute(db);
}
