import { sql } from 'kysely';
import type { Db, DeliveryState, EditionNumber, SubscriberId } from '../core/index.ts';
import { QUOTES } from './forget.store.ts';
import { REASON_TOLD, THROUGH_TOLD } from './report.store.ts';

/** Deliveries that were last touched before `before`, of an edition that nothing can plan meanwhile. */
export type Fold = { edition: EditionNumber; before: Date; states: readonly DeliveryState[] };
export type Foldable = { id: number; subscriber: SubscriberId; state: DeliveryState };

/** Editions that may have deliveries of before, by what their plans say: no delivery is read for that. */
export async function editionsToFold(
  db: Db,
  before: Date,
): Promise<{ edition: EditionNumber; open: boolean }[]> {
  const { rows } = await sql<{ edition: EditionNumber; open: boolean }>`
    SELECT edition_number AS edition, EXISTS (
      SELECT FROM runs r WHERE r.edition_number = p.edition_number AND r.state NOT IN ('succeeded', 'failed', 'cancelled')) AS open
    FROM plans p WHERE coalesce(oldest_delivery, created_at) <= ${before} ORDER BY 1`.execute(db);
  return rows;
}

/**
 * The next few of an edition in the order of their readers, whatever their age, so that PostgreSQL walks the index and looks at no
 * others. Nobody's row is held yet.
 */
export async function nextDeliveries(
  db: Db,
  { edition, before, states }: Fold,
  { after, limit }: { after: SubscriberId; limit: number },
): Promise<(Foldable & { foldable: boolean })[]> {
  const { rows } = await sql<Foldable & { foldable: boolean }>`
    SELECT id, subscriber_id AS subscriber, state,
      updated_at <= ${before} AND state = ANY(${[...states]}::text[]) AS foldable
    FROM (
      SELECT * FROM deliveries WHERE edition_number = ${edition} AND subscriber_id > ${after} ORDER BY subscriber_id LIMIT ${limit}
    ) next ORDER BY subscriber_id`.execute(db);
  return rows;
}

/**
 * Makes numbers of rows that are still as old, in one statement: whoever counts sees each mail once. What somebody works on at this
 * moment is left for the next round. Returns how many.
 */
export async function foldRows(db: Db, ids: readonly number[], { before, states }: Fold): Promise<number> {
  const told = sql`${REASON_TOLD} coalesce(d.reason_code, CASE WHEN d.reason IS NOT NULL THEN 'said' END) END`;
  const params = sql`${REASON_TOLD} coalesce(d.reason_params, CASE WHEN d.reason_code IS NULL AND d.reason IS NOT NULL
    THEN jsonb_build_object('said', d.reason) END) END`;
  const { rows } = await sql<{ mails: number }>`
    WITH gone AS (
      DELETE FROM deliveries d WHERE id = ANY (ARRAY (
        SELECT id FROM deliveries
        WHERE id = ANY(${[...ids]}::bigint[]) AND updated_at <= ${before} AND state = ANY(${[...states]}::text[])
        ORDER BY id FOR UPDATE SKIP LOCKED))
      RETURNING edition_number, state, ${THROUGH_TOLD} AS through,
        CASE WHEN ${QUOTES} THEN ${REASON_TOLD} 'address-removed' END ELSE ${told} END AS code,
        CASE WHEN NOT ${QUOTES} THEN ${params} END AS params
    ), counted AS (
      INSERT INTO delivery_totals (edition_number, state, reason_code, reason_params, through, mails)
      SELECT edition_number, state, code, params, through, count(*) FROM gone GROUP BY 1, 2, 3, 4, 5
      ON CONFLICT (edition_number, state, reason_code, reason_params, through)
        DO UPDATE SET mails = delivery_totals.mails + excluded.mails
    )
    SELECT count(*) AS mails FROM gone`.execute(db);
  return rows[0]?.mails ?? 0;
}

/** From now on the edition is never planned again: who of its readers has had it is no longer known. */
export async function markFolded(db: Db, { edition, before }: Fold): Promise<void> {
  await db
    .updateTable('plans')
    .set({ folded_before: before })
    .where('edition_number', '=', edition)
    .execute();
}

/** So that it is not looked through again before one of them is old enough. What is touched meanwhile is only ever younger. */
export async function noteOldest(db: Db, { edition, states }: Fold): Promise<void> {
  await sql`
    UPDATE plans SET oldest_delivery = coalesce((
      SELECT min(updated_at) FROM deliveries
      WHERE edition_number = ${edition} AND state = ANY(${[...states, 'unknown']}::text[])), 'infinity')
    WHERE edition_number = ${edition}`.execute(db);
}

/** How many mails of an edition are numbers only, and of before when; `undefined` where each has its row. */
export async function foldedOf(
  db: Db,
  edition: EditionNumber,
): Promise<{ mails: number; before: Date } | undefined> {
  const { rows } = await sql<{ mails: number; before: Date }>`
    SELECT coalesce((SELECT sum(mails) FROM delivery_totals t WHERE t.edition_number = p.edition_number), 0)::bigint AS mails,
      folded_before AS before
    FROM plans p WHERE edition_number = ${edition} AND folded_before IS NOT NULL`.execute(db);
  return rows[0];
}
