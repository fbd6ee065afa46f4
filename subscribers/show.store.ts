import { sql } from 'kysely';
import {
  type Db,
  type DeliveryState,
  type EditionNumber,
  type ReasonColumns,
  readReason,
  type SubscriberId,
  sayReason,
} from '../src/core/index.ts';

export type ShownDelivery = {
  readonly edition: EditionNumber;
  readonly state: DeliveryState;
  readonly reason: string | null;
  readonly at: Date;
};

/**
 * Newest edition first; by way of the editions, because deliveries are indexed by edition first. The limit keeps PostgreSQL from
 * reading the whole index instead.
 */
export async function readDeliveries(db: Db, id: SubscriberId): Promise<ShownDelivery[]> {
  const { rows } = await sql<Omit<ShownDelivery, 'reason'> & ReasonColumns>`
    SELECT e.number AS edition, d.state, d.reason, d.reason_code, d.reason_params, d.updated_at AS at
    FROM editions e CROSS JOIN LATERAL (
      SELECT * FROM deliveries WHERE edition_number = e.number AND subscriber_id = ${id} LIMIT 1
    ) d ORDER BY 1 DESC`.execute(db);
  return rows.map(({ edition, state, at, ...row }) => {
    const why = readReason(row);
    return { edition, state, reason: why && sayReason(why, 'terminal'), at };
  });
}

/** From when on each mail to a reader has a record of its own; null = from the first. */
export async function recordedFrom(db: Db, id: SubscriberId): Promise<Date | null> {
  const row = await db
    .selectFrom('plans')
    .select(({ fn }) => fn.max('folded_before').as('before'))
    .where('folded_before', '>', (reader) =>
      reader.selectFrom('subscribers').select('created_at').where('id', '=', id),
    )
    .executeTakeFirst();
  return row?.before ?? null;
}

export type ShownMail = {
  readonly kind: string;
  readonly to: string | null;
  readonly state: string;
  readonly at: Date;
};

/** Single mails to a reader, oldest first. Their params stay inside: they hold working links. */
export async function readMails(db: Db, id: SubscriberId): Promise<ShownMail[]> {
  return db
    .selectFrom('notices')
    .select(['kind', 'to_address as to', 'state', 'created_at as at'])
    .where('subscriber_id', '=', id)
    .orderBy('id')
    .execute();
}
