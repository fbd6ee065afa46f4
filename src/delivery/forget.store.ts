import { sql } from 'kysely';
import type { Traces } from '../../subscribers/index.ts';
import { ADDRESS_REMOVED, type Db } from '../core/index.ts';

/** A delivery's reason that quotes an address. */
const QUOTES = sql`(d.reason LIKE '%@%' OR coalesce(d.reason_params::text, '') LIKE '%@%')`;

/**
 * Removes readers from mails and from what Amazon said about them. Events of Amazon hold no address (they are stored
 * without), and queued jobs never do.
 */
export async function forgetMail(db: Db, of: Traces): Promise<void> {
  const addresses = of.addresses.map((address) => address.toLowerCase());
  await sql`DELETE FROM notices
    WHERE subscriber_id = ANY(${of.ids}) OR lower(to_address) = ANY(${addresses})`.execute(db);
  // Through the editions, because deliveries are indexed by edition first and are many.
  await sql`UPDATE deliveries d SET mailbox = NULL,
      reason = CASE WHEN ${QUOTES} THEN ${ADDRESS_REMOVED} ELSE d.reason END,
      reason_code = CASE WHEN ${QUOTES} THEN 'address-removed' ELSE d.reason_code END,
      reason_params = CASE WHEN ${QUOTES} THEN NULL ELSE d.reason_params END
    FROM editions e WHERE d.edition_number = e.number AND d.subscriber_id = ANY(${of.ids})
      AND (d.mailbox IS NOT NULL OR ${QUOTES})`.execute(db);
  if (of.mailboxes.length > 0) await forgetMailboxes(db, of.mailboxes);
}

/** Another reader may have had the mailbox before. An event that is being applied at this moment is emptied by that. */
async function forgetMailboxes(db: Db, mailboxes: readonly string[]): Promise<void> {
  await sql`UPDATE deliveries SET mailbox = NULL WHERE mailbox = ANY(${mailboxes})`.execute(db);
  await sql`UPDATE ses_events SET mailboxes = NULL WHERE id IN (
    SELECT id FROM ses_events WHERE applied_at IS NULL AND mailboxes && ${mailboxes}::text[] FOR UPDATE SKIP LOCKED)`.execute(
    db,
  );
}
