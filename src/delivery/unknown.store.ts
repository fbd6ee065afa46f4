import { sql } from 'kysely';
import type { Db, DeliveryId, EditionNumber } from '../core/index.ts';

export type UnknownDelivery = {
  id: DeliveryId;
  subscriber: number;
  email: string | null;
  reason: string | null;
  tries: number;
  since: Date;
};

export async function listUnknown(db: Db, edition: EditionNumber): Promise<UnknownDelivery[]> {
  const { rows } = await sql<UnknownDelivery>`
    SELECT d.id, d.subscriber_id AS subscriber, s.email, d.reason, d.tries, d.updated_at AS since
    FROM deliveries d JOIN subscribers s ON s.id = d.subscriber_id
    WHERE d.edition_number = ${edition} AND d.state = 'unknown' ORDER BY d.id`.execute(db);
  return rows;
}

/** Deliveries in one state, of one edition or of all, that have been so since before a time. */
export async function idsInState(
  db: Db,
  where: { edition?: EditionNumber; state: 'unknown' | 'rejected'; before?: Date },
): Promise<DeliveryId[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select('id')
    .where('state', '=', where.state)
    .$if(where.edition !== undefined, (query) =>
      query.where('edition_number', '=', where.edition as EditionNumber),
    )
    .$if(where.before !== undefined, (query) => query.where('updated_at', '<', where.before as Date))
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

/** Deliveries of an edition that were last called through a simulator. */
export async function idsSimulated(db: Db, edition: EditionNumber): Promise<DeliveryId[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select('id')
    .where('edition_number', '=', edition)
    .where('through', '=', 'simulator')
    .where('state', 'not in', ['planned', 'calling', 'skipped'])
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}
