import type { Db, DeliveryState, EditionNumber, SubscriberId } from '../src/core/index.ts';

export type ShownDelivery = {
  readonly edition: EditionNumber;
  readonly state: DeliveryState;
  readonly reason: string | null;
  readonly at: Date;
};

/** Newest edition first; by way of the editions, because deliveries are indexed by edition first. */
export async function readDeliveries(db: Db, id: SubscriberId): Promise<ShownDelivery[]> {
  return db
    .selectFrom('editions as e')
    .innerJoin('deliveries as d', 'd.edition_number', 'e.number')
    .select(['d.edition_number as edition', 'd.state', 'd.reason', 'd.updated_at as at'])
    .where('d.subscriber_id', '=', id)
    .orderBy('e.number', 'desc')
    .execute();
}
