import { sql } from 'kysely';
import type { Db, SubscriberId } from '../src/core/index.ts';
import type { SubscriberRow } from './store.ts';

const REMOVED = '(address removed)';

export type Traces = {
  ids: readonly SubscriberId[];
  addresses: readonly string[];
  /** Keyed hashes of mailboxes that are looked for wherever they are: every delivery is read for them. */
  mailboxes: readonly string[];
};

/**
 * Removes readers from everything but their own row: mails to them, and what Amazon said about them. Events of Amazon
 * hold no address (they are stored without), the ledger and queued jobs never do.
 */
export async function scrubTraces(db: Db, of: Traces): Promise<void> {
  const addresses = of.addresses.map((address) => address.toLowerCase());
  await sql`DELETE FROM notices
    WHERE subscriber_id = ANY(${of.ids}) OR lower(to_address) = ANY(${addresses})`.execute(db);
  // Through the editions, because deliveries are indexed by edition first and are many.
  await sql`UPDATE deliveries d SET mailbox = NULL, reason = CASE WHEN d.reason LIKE '%@%' THEN ${REMOVED} ELSE d.reason END
    FROM editions e WHERE d.edition_number = e.number AND d.subscriber_id = ANY(${of.ids})
      AND (d.mailbox IS NOT NULL OR d.reason LIKE '%@%')`.execute(db);
  await sql`DELETE FROM suppression_lifts WHERE subscriber_id = ANY(${of.ids}) OR mailbox = ANY(${of.mailboxes})`.execute(
    db,
  );
  if (of.mailboxes.length > 0) await scrubMailboxes(db, of.mailboxes);
  for (const address of addresses) await scrubHistory(db, address);
}

/** Another reader may have had the mailbox before. An event that is being applied at this moment is emptied by that. */
async function scrubMailboxes(db: Db, mailboxes: readonly string[]): Promise<void> {
  await sql`UPDATE deliveries SET mailbox = NULL WHERE mailbox = ANY(${mailboxes})`.execute(db);
  await sql`UPDATE ses_events SET mailboxes = NULL WHERE id IN (
    SELECT id FROM ses_events WHERE applied_at IS NULL AND mailboxes && ${mailboxes}::text[] FOR UPDATE SKIP LOCKED)`.execute(
    db,
  );
}

/** An error or a report of the flow may quote the address that it failed on. */
async function scrubHistory(db: Db, address: string): Promise<void> {
  const anyCase = `(?i)${address.replace(/[^a-z0-9@]/g, (mark) => `\\${mark}`)}`;
  const holds = `%${address.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
  await sql`UPDATE runs SET reason = regexp_replace(reason, ${anyCase}, ${REMOVED}, 'g')
    WHERE reason ILIKE ${holds}`.execute(db);
  await sql`UPDATE actions SET
      error = regexp_replace(error, ${anyCase}, ${REMOVED}, 'g'),
      inputs = regexp_replace(inputs::text, ${anyCase}, ${REMOVED}, 'g')::jsonb,
      outputs = regexp_replace(outputs::text, ${anyCase}, ${REMOVED}, 'g')::jsonb
    WHERE error ILIKE ${holds} OR inputs::text ILIKE ${holds} OR outputs::text ILIKE ${holds}`.execute(db);
}

/** Empties the personal columns of locked rows. */
export async function emptyRows(
  db: Db,
  rows: readonly { id: SubscriberId; state: SubscriberRow['state']; reason: string | null }[],
  at: Date,
): Promise<void> {
  await sql`UPDATE subscribers s SET
      state = r.state, state_reason = r.reason, email = NULL, email_key = NULL, name = NULL, organisation = NULL,
      new_email = NULL, consent_source = NULL, all_sections = false, sections = '{}', paused_until = NULL,
      updated_at = ${at}
    FROM unnest(
      ${rows.map((row) => row.id)}::bigint[],
      ${rows.map((row) => row.state)}::text[],
      ${rows.map((row) => row.reason)}::text[]
    ) AS r (id, state, reason)
    WHERE s.id = r.id`.execute(db);
}
