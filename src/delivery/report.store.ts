import { sql } from 'kysely';
import {
  type Db,
  type DeliveryState,
  type EditionNumber,
  type Reason,
  type ReasonColumns,
  readReason,
  type Through,
} from '../core/index.ts';

/** A delivery's state as it is told: a planned one in the hands of a living worker is `claimed`. */
export type ReportedState = DeliveryState | 'claimed';

/** Through what mails went; `unrecorded` where an earlier version sent them. */
export type ReportedThrough = Through | 'unrecorded';

export type StateCount = {
  state: ReportedState;
  reason: Reason | null;
  through: ReportedThrough | null;
  count: number;
};

/** Begins what is said only of the states that need a reason; for `d`. */
export const REASON_TOLD = sql`CASE WHEN d.state IN ('skipped', 'rejected', 'unknown', 'bounced') THEN`;
/** Through what a mail of `d` went that went. */
export const THROUGH_TOLD = sql`CASE WHEN d.state IN ('accepted', 'delivered', 'bounced', 'complained') THEN coalesce(d.through, 'unrecorded') END`;

/**
 * Deliveries by state, and for the states that need a reason by that too: those that have a row, and those that are a number
 * since `RETENTION_EVENTS_DAYS`.
 */
export async function countStates(db: Db, edition: EditionNumber): Promise<StateCount[]> {
  const { rows } = await sql<Omit<StateCount, 'reason'> & ReasonColumns>`
    SELECT state, min(reason) AS reason, reason_code, reason_params, through, sum(mails)::bigint AS count FROM (
      SELECT CASE WHEN d.state = 'planned' AND l.id IS NOT NULL THEN 'claimed' ELSE d.state END AS state,
        min(${REASON_TOLD} d.reason END) AS reason, ${REASON_TOLD} d.reason_code END AS reason_code,
        ${REASON_TOLD} d.reason_params END AS reason_params, ${THROUGH_TOLD} AS through, count(*) AS mails
      FROM deliveries d LEFT JOIN LATERAL (
        SELECT id FROM leases WHERE d.state = 'planned' AND edition_number = ${edition} AND expires_at > clock_timestamp()
          AND d.subscriber_id BETWEEN claimed_from AND claimed_to LIMIT 1
      ) l ON true
      WHERE d.edition_number = ${edition} GROUP BY 1, 3, 4, 5
      UNION ALL
      SELECT state, NULL, reason_code, reason_params, through, mails FROM delivery_totals WHERE edition_number = ${edition}
    ) counted GROUP BY 1, 3, 4, 5 ORDER BY 1, 6 DESC`.execute(db);
  return rows.map(({ reason_code, reason_params, ...row }) => ({
    ...row,
    reason: readReason({ reason: row.reason, reason_code, reason_params }),
  }));
}

export const planOf = (db: Db, edition: EditionNumber) =>
  db.selectFrom('plans').selectAll().where('edition_number', '=', edition).executeTakeFirst();

/** Editions that were planned since then. */
export async function selectPlannedSince(
  db: Db,
  since: Date,
): Promise<{ edition: EditionNumber; since: Date }[]> {
  const rows = await db
    .selectFrom('plans')
    .select(['edition_number', 'created_at'])
    .where('created_at', '>', since)
    .execute();
  return rows.map(({ edition_number: edition, created_at }) => ({ edition, since: created_at }));
}
