import { sql } from 'kysely';
import type { Db, SubscriberId } from '../src/core/index.ts';
import type { Traces } from './elsewhere.ts';
import type { SubscriberRow } from './store.ts';

/** Who was let back in, and why: a reason may quote what the reader said. */
export async function removeLifts(db: Db, { ids, mailboxes }: Traces): Promise<void> {
  await sql`DELETE FROM suppression_lifts WHERE subscriber_id = ANY(${ids}) OR mailbox = ANY(${mailboxes})`.execute(
    db,
  );
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
