import { sql } from 'kysely';
import type { Db } from '../core/index.ts';

export type Entry = {
  id: number;
  kind: string;
  /** Of a reader whose mailbox is still known. */
  email: string | null;
  mailbox: string | null;
  detail: { why?: string; slot?: string; from?: string; mail?: unknown } | null;
  at: Date;
};

export async function entriesWait(db: Db): Promise<boolean> {
  const row = await db.selectFrom('journal_entries').select('id').limit(1).executeTakeFirst();
  return row !== undefined;
}

/** Takes what waits; what a process took that died is free again after a minute. */
export async function takeEntries(db: Db, limit: number): Promise<Entry[]> {
  const { rows } = await sql<Entry>`
    WITH taken AS (
      UPDATE journal_entries SET taken_at = clock_timestamp() WHERE id IN (
        SELECT id FROM journal_entries WHERE taken_at IS NULL OR taken_at < clock_timestamp() - interval '1 minute'
        ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED
      ) RETURNING *
    )
    SELECT t.id, t.kind, s.email, t.mailbox, t.detail, t.at FROM taken t
    LEFT JOIN subscribers s ON s.id = t.subscriber_id ORDER BY t.id`.execute(db);
  return rows;
}

export async function removeEntries(db: Db, ids: readonly number[]): Promise<void> {
  await sql`DELETE FROM journal_entries WHERE id = ANY(${[...ids]}::bigint[])`.execute(db);
}

/** In the transaction in which a reader's address changes. */
export async function noteMoved(db: Db, { from, to }: { from: string; to: string }): Promise<void> {
  await db
    .insertInto('journal_entries')
    .values({ kind: 'moved', mailbox: to, detail: JSON.stringify({ from }), subscriber_id: null })
    .execute();
}

/** Who is erased leaves nothing here but what the journal says of that. */
export async function forgetMailboxes(db: Db, mailboxes: readonly string[]): Promise<void> {
  if (mailboxes.length === 0) return;
  await sql`DELETE FROM recalled_mails WHERE mailbox = ANY(${[...mailboxes]}::text[])`.execute(db);
}

/**
 * In the transaction that settles them: mails of which a journal says that nobody knows, and of which an event, the evidence or a
 * person has said more since.
 */
export async function noteSettled(db: Db, deliveries: readonly number[]): Promise<void> {
  if (deliveries.length === 0) return;
  await sql`
    INSERT INTO journal_entries (kind, detail)
    SELECT 'settled', jsonb_build_object('mail', jsonb_build_object('t', 'mails', 'e', edition_number, 'via', through,
      'at', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'm', '[]'::jsonb, 'a', jsonb_build_array(
        jsonb_build_array(mailbox, CASE state WHEN 'rejected' THEN 'rejected' WHEN 'planned' THEN 'unsent' ELSE 'accepted' END, message_id))))
    FROM deliveries WHERE id = ANY(${[...deliveries]}::bigint[]) AND mailbox IS NOT NULL
      AND state IN ('accepted', 'delivered', 'bounced', 'complained', 'rejected', 'planned')`.execute(db);
}
