import { sql } from 'kysely';
import type { Db, DeliveryId, EditionNumber, EmailAddress, SubscriberId } from '../../core/index.ts';
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

/**
 * For notifications without tags (SES feedback that is not event publishing): ids by the MessageId of SES. Deliveries are
 * found through the readers whose mailbox the event names, and where it names none, or an earlier version stored it, among
 * the editions that were being sent when its mail went: never by looking through all of them.
 */
export async function deliveriesByMessage(db: Db, events: readonly Untagged[]): Promise<Map<string, number>> {
  if (events.length === 0) return new Map();
  const readers = await throughReaders(
    db,
    events.map(({ id }) => id),
  );
  return new Map([...(await throughEditions(db, events)), ...readers]);
}

/** A stored event, and when its mail was sent as Amazon SES says. */
type Untagged = { id: number; sentAt: Date };

type Found = { id: number; message: string };
const byMessage = (rows: readonly Found[]) => new Map(rows.map(({ id, message }) => [message, id]));

const messageOf = sql`e.payload->'mail'->>'messageId'`;

async function throughReaders(db: Db, events: readonly number[]): Promise<Map<string, number>> {
  const { rows } = await sql<Found>`
    SELECT d.id, ${messageOf} AS message FROM ses_events e CROSS JOIN LATERAL unnest(e.subscribers) AS s (id)
    CROSS JOIN plans p CROSS JOIN LATERAL (
      SELECT id FROM deliveries
      WHERE edition_number = p.edition_number AND subscriber_id = s.id AND message_id = ${messageOf} LIMIT 1
    ) d WHERE e.id = ANY(${events}::bigint[])`.execute(db);
  return byMessage(rows);
}

async function throughEditions(db: Db, events: readonly Untagged[]): Promise<Map<string, number>> {
  const { rows: asked } = await sql<{ message: string; editions: number[] }>`
    SELECT ${messageOf} AS message, array_agg(DISTINCT r.edition_number) AS editions
    FROM unnest(${events.map(({ id }) => id)}::bigint[], ${events.map(({ sentAt }) => sentAt.toISOString())}::timestamptz[]) AS sent (id, at)
    JOIN ses_events e ON e.id = sent.id AND e.subscribers IS NULL
    JOIN runs r ON r.started_at <= sent.at + interval '1 hour' AND coalesce(r.finished_at, 'infinity') >= sent.at - interval '1 day'
    GROUP BY 1`.execute(db);
  if (asked.length === 0) return new Map();
  const editions = [...new Set(asked.flatMap((one) => one.editions))];
  const { rows } = await sql<Found>`
    SELECT id, message_id AS message FROM deliveries
    WHERE edition_number = ANY(${editions}::int[]) AND message_id = ANY(${asked.map((one) => one.message)}::text[])`.execute(
    db,
  );
  return byMessage(rows);
}

export async function noticesByMessage(db: Db, messageIds: readonly string[]): Promise<Map<string, number>> {
  if (messageIds.length === 0) return new Map();
  const { rows } = await sql<Found>`
    SELECT id, message_id AS message FROM notices WHERE message_id = ANY(${messageIds}::text[])`.execute(db);
  return byMessage(rows);
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
