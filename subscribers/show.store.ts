import {
  type Db,
  type DeliveryState,
  type EditionNumber,
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

/** Newest edition first; by way of the editions, because deliveries are indexed by edition first. */
export async function readDeliveries(db: Db, id: SubscriberId): Promise<ShownDelivery[]> {
  const rows = await db
    .selectFrom('editions as e')
    .innerJoin('deliveries as d', 'd.edition_number', 'e.number')
    .select([
      'd.edition_number as edition',
      'd.state',
      'd.reason',
      'd.reason_code',
      'd.reason_params',
      'd.updated_at as at',
    ])
    .where('d.subscriber_id', '=', id)
    .orderBy('e.number', 'desc')
    .execute();
  return rows.map(({ edition, state, at, ...row }) => {
    const why = readReason(row);
    return { edition, state, reason: why && sayReason(why, 'terminal'), at };
  });
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
