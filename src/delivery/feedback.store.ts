import { sql } from 'kysely';
import type { Db, DeliveryId, EditionNumber, SubscriberId } from '../core/index.ts';

export type StoredEvent = { id: number; payload: unknown };
export type EventTarget = { id: DeliveryId; subscriber: SubscriberId; edition: EditionNumber };

/** Locks the oldest events that nobody has applied and nobody else is applying. */
export async function lockEvents(db: Db, limit: number): Promise<StoredEvent[]> {
  return db
    .selectFrom('ses_events')
    .select(['id', 'payload'])
    .where('applied_at', 'is', null)
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

export async function markApplied(db: Db, ids: readonly number[], now: Date): Promise<void> {
  await sql`UPDATE ses_events SET applied_at = ${now} WHERE id = ANY(${ids}::bigint[])`.execute(db);
}

/** The deliveries that events speak of, by our own tag. */
export async function deliveriesById(db: Db, ids: readonly number[]): Promise<EventTarget[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<EventTarget>`
    SELECT id, subscriber_id AS subscriber, edition_number AS edition FROM deliveries WHERE id = ANY(${ids}::bigint[])`.execute(
    db,
  );
  return rows;
}

/**
 * For notifications without tags (SES feedback that is not event publishing). `message_id` has no index, as it would make
 * every settling slower: one scan serves the whole batch.
 */
export async function deliveriesByMessage(
  db: Db,
  messageIds: readonly string[],
): Promise<Map<string, DeliveryId>> {
  if (messageIds.length === 0) return new Map();
  const { rows } = await sql<{ id: DeliveryId; message_id: string }>`
    SELECT id, message_id FROM deliveries WHERE message_id = ANY(${messageIds}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.message_id, row.id]));
}

/** An event about a notice: proof that it went, or that it failed. Returns its reader, when it has one. */
export async function settleNotice(
  db: Db,
  notice: { id: number; failed: boolean; reason: string | null; now: Date },
): Promise<SubscriberId | undefined> {
  const row = await db
    .updateTable('notices')
    .set({ state: notice.failed ? 'rejected' : 'accepted', reason: notice.reason, updated_at: notice.now })
    .where('id', '=', notice.id)
    .where(
      'state',
      'in',
      notice.failed ? ['queued', 'calling', 'unknown', 'accepted'] : ['queued', 'calling', 'unknown'],
    )
    .returning('subscriber_id')
    .executeTakeFirst();
  return row?.subscriber_id ?? undefined;
}

export type BrakeCounts = { sent: number; hardBounces: number; complaints: number };

export async function countForBrake(db: Db, edition: EditionNumber): Promise<BrakeCounts> {
  const { rows } = await sql<BrakeCounts>`
    SELECT count(*) FILTER (WHERE state IN ('accepted', 'delivered', 'bounced', 'complained')) AS sent,
      count(*) FILTER (WHERE state = 'bounced' AND reason LIKE 'hard bounce%') AS "hardBounces",
      count(*) FILTER (WHERE state = 'complained') AS complaints
    FROM deliveries WHERE edition_number = ${edition}`.execute(db);
  return rows[0] ?? { sent: 0, hardBounces: 0, complaints: 0 };
}
