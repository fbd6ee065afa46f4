import { sql } from 'kysely';
import type { Db, EmailAddress, SubscriberId } from '../../core/index.ts';

export type Arrived = {
  /** That of SNS. */
  messageId: string;
  /** `payload` is JSON without addresses, names and other servers' text. */
  event: { type: string; payload: string };
  /** Keyed hashes of the mailbox that it names, one for each key: which of them the delivery's own was made with is not known here. */
  mailboxes?: readonly string[];
  /** Of one without our tags: `readersOf` the mailbox that it names. */
  readers?: readonly SubscriberId[];
  now: Date;
};

/** Who has this mailbox, or had it when a single mail went there, as one does to the old mailbox of a reader who moves. */
export async function readersOf(db: Db, mailbox: EmailAddress): Promise<SubscriberId[]> {
  const { rows } = await sql<{ id: SubscriberId }>`
    SELECT id FROM subscribers WHERE email_key = ${mailbox}
    UNION SELECT subscriber_id FROM notices WHERE lower(to_address) = ${mailbox} AND subscriber_id IS NOT NULL
    LIMIT 20`.execute(db);
  return rows.map(({ id }) => id);
}

/** Stores an event once, whatever SNS repeats. Returns whether it was new. */
export async function storeEvent(
  db: Db,
  { messageId, event, mailboxes, readers, now }: Arrived,
): Promise<boolean> {
  const inserted = await db
    .insertInto('ses_events')
    .values({
      sns_message_id: messageId,
      event_type: event.type,
      received_at: now,
      payload: event.payload,
      mailboxes: mailboxes ? [...mailboxes] : null,
      subscribers: readers ? [...readers] : null,
    })
    .onConflict((conflict) => conflict.column('sns_message_id').doNothing())
    .executeTakeFirst();
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
