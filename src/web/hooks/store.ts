import type { Db } from '../../core/index.ts';
import type { SesEvent } from './events.ts';

/** Stores an event once, whatever SNS repeats. Returns whether it was new. */
export async function storeEvent(
  db: Db,
  { messageId, event, now }: { messageId: string; event: SesEvent; now: Date },
): Promise<boolean> {
  const inserted = await db
    .insertInto('ses_events')
    .values({
      sns_message_id: messageId,
      event_type: event.type,
      received_at: now,
      payload: event.payload,
    })
    .onConflict((conflict) => conflict.column('sns_message_id').doNothing())
    .executeTakeFirst();
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
