import { sql } from 'kysely';
import { type Db, type EditionNumber, inTransaction, type SubscriberId } from '../../core/index.ts';

/** How far an edition is out, and from which subscriber on deliveries may be open; null = none, but in `unsettled`. */
export type Plan = { wave: number; openFrom: SubscriberId | null };

const UNPLANNED: Plan = { wave: 0, openFrom: 0 as SubscriberId };

/** Holds the edition's plan until the transaction ends: one claim at a time, and nobody plans meanwhile. */
export async function lockPlan(db: Db, edition: EditionNumber): Promise<Plan> {
  const plan = await db
    .selectFrom('plans')
    .select(['wave', 'open_from as openFrom'])
    .where('edition_number', '=', edition)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return plan ?? UNPLANNED;
}

/**
 * Moves `open_from` up to the first delivery that is planned or being called: each is passed once, and what an uncommitted
 * transaction is about to settle is seen as open. Returns the plan as it stands then.
 */
export function advancePlan(db: Db, edition: EditionNumber): Promise<Plan> {
  return inTransaction(db, async (tx) => {
    const plan = await lockPlan(tx, edition);
    if (plan.openFrom === null) return plan;
    const first = await tx
      .selectFrom('deliveries')
      .select('subscriber_id')
      .where('edition_number', '=', edition)
      .where('subscriber_id', '>=', plan.openFrom)
      .where('state', 'in', ['planned', 'calling'])
      .orderBy('subscriber_id')
      .limit(1)
      .executeTakeFirst();
    const openFrom = first?.subscriber_id ?? null;
    if (openFrom !== plan.openFrom)
      await tx
        .updateTable('plans')
        .set({ open_from: openFrom })
        .where('edition_number', '=', edition)
        .execute();
    return { ...plan, openFrom };
  });
}

/** Editions that may have something open, with a run in one of these states. */
export async function openEditions(db: Db, states: readonly string[]): Promise<EditionNumber[]> {
  const { rows } = await sql<{ edition: EditionNumber }>`
    SELECT p.edition_number AS edition FROM plans p
    WHERE (p.open_from IS NOT NULL OR EXISTS (SELECT FROM unsettled u WHERE u.edition_number = p.edition_number))
      AND EXISTS (SELECT FROM runs r WHERE r.edition_number = p.edition_number AND r.state = ANY(${states}::text[]))
    ORDER BY 1`.execute(db);
  return rows.map((row) => row.edition);
}

/**
 * For FROM: `d`, the deliveries in `unsettled`, of one edition or of all, each once. The limit keeps PostgreSQL, which knows
 * nothing of the size of `unsettled`, from joining them by reading all deliveries.
 */
export const unsettledOf = (edition?: EditionNumber) => sql`
  (SELECT DISTINCT delivery_id FROM unsettled ${edition === undefined ? sql`` : sql`WHERE edition_number = ${edition}`}) u
  CROSS JOIN LATERAL (SELECT * FROM deliveries WHERE id = u.delivery_id LIMIT 1) d`;

/** Whether one of its deliveries could be claimed now. */
export async function hasPlanned(db: Db, edition: EditionNumber, { wave, openFrom }: Plan): Promise<boolean> {
  const { rows } = await sql`
    (SELECT 1 FROM ${unsettledOf(edition)} WHERE d.state = 'planned' AND d.wave <= ${wave} LIMIT 1)
    UNION ALL
    (SELECT 1 FROM deliveries
      WHERE edition_number = ${edition} AND subscriber_id >= ${openFrom}::bigint AND state = 'planned' AND wave <= ${wave}
      ORDER BY subscriber_id LIMIT 1)
    LIMIT 1`.execute(db);
  return rows.length > 0;
}

/**
 * Forgets what is settled by now, and what has a later row. Each return of a delivery writes a row with it in one
 * transaction, so that whoever sees the row and not the return sees a delivery that has moved on since.
 */
export async function forgetSettled(db: Db): Promise<void> {
  await sql`
    DELETE FROM unsettled u WHERE coalesce((SELECT state FROM deliveries WHERE id = u.delivery_id), 'gone')
      NOT IN ('planned', 'calling', 'unknown') OR EXISTS (
      SELECT FROM unsettled later WHERE later.edition_number = u.edition_number
        AND later.subscriber_id = u.subscriber_id AND later.id > u.id
    )`.execute(db);
}
