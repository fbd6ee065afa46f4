import { sql } from 'kysely';
import {
  type Db,
  type DeliveryId,
  type EditionNumber,
  type Reason,
  type ReasonColumns,
  readReason,
} from '../../core/index.ts';
import { runOf } from '../control.store.ts';
import { advancePlan, unsettledOf } from './open.store.ts';

export type UnknownDelivery = {
  id: DeliveryId;
  subscriber: number;
  email: string | null;
  reason: Reason | null;
  tries: number;
  since: Date;
};

export async function listUnknown(db: Db, edition: EditionNumber): Promise<UnknownDelivery[]> {
  const { rows } = await sql<Omit<UnknownDelivery, 'reason'> & ReasonColumns>`
    SELECT d.id, d.subscriber_id AS subscriber, s.email, d.reason, d.reason_code, d.reason_params, d.tries, d.updated_at AS since
    FROM ${unsettledOf(edition)} JOIN subscribers s ON s.id = d.subscriber_id
    WHERE d.state = 'unknown' ORDER BY d.id`.execute(db);
  return rows.map(({ reason_code, reason_params, ...row }) => ({
    ...row,
    reason: readReason({ reason: row.reason, reason_code, reason_params }),
  }));
}

/** Unknown deliveries, of one edition or of all, that have been so since before a time; or just one, if it is. */
export async function idsUnknown(
  db: Db,
  { edition, before, only }: { edition?: EditionNumber; before?: Date; only?: DeliveryId | undefined },
): Promise<DeliveryId[]> {
  const { rows } = await sql<{ id: DeliveryId }>`
    SELECT d.id FROM ${unsettledOf(edition)}
    WHERE d.state = 'unknown' AND d.id = coalesce(${only ?? null}::bigint, d.id)
      AND d.updated_at < coalesce(${before ?? null}::timestamptz, 'infinity') ORDER BY 1`.execute(db);
  return rows.map((row) => row.id);
}

export async function idsRejected(db: Db, edition: EditionNumber): Promise<DeliveryId[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select('id')
    .where('state', '=', 'rejected')
    .where('edition_number', '=', edition)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

/**
 * How many deliveries of an edition are unknown where nothing else of it is open, and the reason for which its run waits already,
 * if it does; `undefined` where more is open, or has to be planned. It reads what is open and no more.
 */
export async function onlyUnknown(
  db: Db,
  edition: EditionNumber,
): Promise<{ unknown: number; said: Reason | null } | undefined> {
  const plan = await db
    .selectFrom('plans')
    .select('stale')
    .where('edition_number', '=', edition)
    .executeTakeFirst();
  if (!plan || plan.stale || (await advancePlan(db, edition)).openFrom !== null) return undefined;
  const { rows } = await sql<{ unknown: number; open: number }>`
    SELECT count(*) FILTER (WHERE d.state = 'unknown') AS unknown,
      count(*) FILTER (WHERE d.state IN ('planned', 'calling')) AS open FROM ${unsettledOf(edition)}`.execute(
    db,
  );
  const { unknown, open } = rows[0] ?? { unknown: 0, open: 0 };
  if (unknown === 0 || open > 0) return undefined;
  const run = await runOf(db, edition);
  return { unknown, said: run?.state === 'waiting' ? run.reason : null };
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
