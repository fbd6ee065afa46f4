import { type RawBuilder, sql } from 'kysely';
import type { Traces } from '../../subscribers/index.ts';
import { ADDRESS_REMOVED, type Db } from '../core/index.ts';

/** A delivery's reason that quotes an address. */
export const QUOTES = sql`(d.reason LIKE '%@%' OR coalesce(d.reason_params::text, '') LIKE '%@%')`;

/**
 * Through the editions, because deliveries are indexed by edition first and are many; the limit keeps PostgreSQL from reading
 * the whole index instead.
 */
const deliveriesOf = (readers: RawBuilder<unknown>) => sql`
  SELECT one.id FROM ${readers} AS reader (id) CROSS JOIN editions e CROSS JOIN LATERAL (
    SELECT id FROM deliveries WHERE edition_number = e.number AND subscriber_id = reader.id LIMIT 1) one`;

/**
 * Removes readers from mails and from what Amazon said about them. Events of Amazon hold no address (they are stored
 * without), and queued jobs never do.
 */
export async function forgetMail(db: Db, of: Traces): Promise<void> {
  const addresses = of.addresses.map((address) => address.toLowerCase());
  await sql`DELETE FROM notices
    WHERE subscriber_id = ANY(${of.ids}) OR lower(to_address) = ANY(${addresses})`.execute(db);
  await sql`UPDATE deliveries d SET mailbox = NULL,
      reason = CASE WHEN ${QUOTES} THEN ${ADDRESS_REMOVED} ELSE d.reason END,
      reason_code = CASE WHEN ${QUOTES} THEN 'address-removed' ELSE d.reason_code END,
      reason_params = CASE WHEN ${QUOTES} THEN NULL ELSE d.reason_params END
    WHERE d.id = ANY (ARRAY (${deliveriesOf(sql`unnest(${[...of.ids]}::bigint[])`)}))
      AND (d.mailbox IS NOT NULL OR ${QUOTES})`.execute(db);
  if (of.mailboxes.length > 0) await forgetMailboxes(db, of.mailboxes);
}

/** Removes the mails about these contributions, which hold the addresses of who wrote them. */
export async function forgetStoryNotices(db: Db, contributions: readonly number[]): Promise<void> {
  await sql`DELETE FROM notices
    WHERE kind LIKE 'story-%' AND state NOT IN ('queued', 'calling')
      AND (params->>'contribution')::bigint = ANY(${contributions})`.execute(db);
}

/**
 * Another reader may have had the mailbox before: one who has moved since, so that nobody else's deliveries are looked at. An event
 * that is being applied at this moment is emptied by that.
 */
async function forgetMailboxes(db: Db, mailboxes: readonly string[]): Promise<void> {
  const moved = sql`(SELECT DISTINCT subscriber_id FROM consents WHERE event = 'address changed')`;
  await sql`UPDATE deliveries d SET mailbox = NULL
    WHERE d.id = ANY (ARRAY (${deliveriesOf(moved)})) AND d.mailbox = ANY(${mailboxes})`.execute(db);
  await sql`UPDATE ses_events SET mailboxes = NULL WHERE id IN (
    SELECT id FROM ses_events WHERE applied_at IS NULL AND mailboxes && ${mailboxes}::text[] FOR UPDATE SKIP LOCKED)`.execute(
    db,
  );
}
