import type { Db } from '../../core/index.ts';
import type { SesEvent } from './events.ts';

export type Arrived = {
  /** That of SNS. */
  messageId: string;
  event: SesEvent;
  /** Keyed hashes of the mailbox that it names, one for each key: which of them the delivery's own was made with is not known here. */
  mailboxes?: readonly string[];
  now: Date;
};

/** Stores an event once, whatever SNS repeats. Returns whether it was new. */
export async function storeEvent(db: Db, { messageId, event, mailboxes, now }: Arrived): Promise<boolean> {
  const inserted = await db
    .insertInto('ses_events')
    .values({
      sns_message_id: messageId,
      event_type: event.type,
      received_at: now,
      payload: event.payload,
      mailboxes: mailboxes ? [...mailboxes] : null,
    })
    .onConflict((conflict) => conflict.column('sns_message_id').doNothing())
    .executeTakeFirst();
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
