import { type Kysely, sql } from 'kysely';

/**
 * To which mailbox a mail went, and which one an event of Amazon names, as keyed hashes: a bounce is about a mailbox, and
 * its reader may have another one by then. Null in a delivery = sent by an earlier version, or erased. Neither is indexed:
 * each row of `deliveries` is updated in place, and an index on what is written would end that.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
ALTER TABLE deliveries ADD COLUMN mailbox text;
ALTER TABLE ses_events ADD COLUMN mailboxes text[];
`)
    .execute(db);
}
