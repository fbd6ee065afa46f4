import { sql } from 'kysely';
import type { Db, DeliveryId, EditionNumber, EmailAddress, SubscriberId } from '../core/index.ts';
import type { KnownMail } from './whose-event.ts';

/** A mail of an edition that an event may speak of. */
export type ReportedDelivery = KnownMail & {
  kind: 'delivery';
  id: DeliveryId;
  subscriber: SubscriberId;
  edition: EditionNumber;
  /** When it went, as far as is known. */
  at: Date;
};

/** A single mail that an event may speak of. */
export type ReportedNotice = Omit<KnownMail, 'mailboxes'> & {
  kind: 'notice';
  id: number;
  subscriber: SubscriberId | null;
  address: EmailAddress | null;
};

export async function deliveriesById(db: Db, ids: readonly number[]): Promise<ReportedDelivery[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<ReportedDelivery>`
    SELECT 'delivery' AS kind, id, subscriber_id AS subscriber, edition_number AS edition, message_id AS "messageId", tries,
      array_remove(ARRAY[mailbox], NULL) AS mailboxes, coalesce(sent_at, updated_at) AS at
    FROM deliveries WHERE id = ANY(${ids}::bigint[])`.execute(db);
  return rows;
}

/** For notifications without tags (SES feedback that is not event publishing): ids by the MessageId of SES. */
export async function deliveriesByMessage(
  db: Db,
  messageIds: readonly string[],
): Promise<Map<string, number>> {
  return byMessage(db, 'deliveries', messageIds);
}

export async function noticesByMessage(db: Db, messageIds: readonly string[]): Promise<Map<string, number>> {
  return byMessage(db, 'notices', messageIds);
}

async function byMessage(
  db: Db,
  table: 'deliveries' | 'notices',
  messageIds: readonly string[],
): Promise<Map<string, number>> {
  if (messageIds.length === 0) return new Map();
  const { rows } = await sql<{ id: number; message_id: string }>`
    SELECT id, message_id FROM ${sql.table(table)} WHERE message_id = ANY(${messageIds}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.message_id, row.id]));
}

export async function noticesById(db: Db, ids: readonly number[]): Promise<ReportedNotice[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<ReportedNotice>`
    SELECT 'notice' AS kind, id, subscriber_id AS subscriber, to_address AS address, message_id AS "messageId", tries
    FROM notices WHERE id = ANY(${ids}::bigint[])`.execute(db);
  return rows;
}

/** Of these deliveries, those that have bounced and not arrived after all. */
export async function stillBounced(db: Db, ids: readonly DeliveryId[]): Promise<Set<DeliveryId>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: DeliveryId }>`
    SELECT id FROM deliveries WHERE id = ANY(${ids}::bigint[]) AND state = 'bounced'`.execute(db);
  return new Set(rows.map((row) => row.id));
}

/** Of these deliveries, those that have arrived although they count as soft bounces of their readers. */
export async function arrivedAfterAll(
  db: Db,
  ids: readonly DeliveryId[],
): Promise<{ subscriber: SubscriberId; edition: EditionNumber }[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ subscriber: SubscriberId; edition: EditionNumber }>`
    SELECT d.subscriber_id AS subscriber, d.edition_number AS edition FROM deliveries d
    JOIN subscribers s ON s.id = d.subscriber_id AND s.soft_bounces > 0 AND s.soft_bounce_edition >= d.edition_number
    WHERE d.id = ANY(${ids}::bigint[]) AND d.state = 'delivered'`.execute(db);
  return rows;
}
