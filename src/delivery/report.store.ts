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

const TOLD = sql`CASE WHEN d.state IN ('skipped', 'rejected', 'unknown', 'bounced') THEN`;

/** Deliveries by state, and for the states that need a reason by that too. */
export async function countStates(db: Db, edition: EditionNumber): Promise<StateCount[]> {
  const { rows } = await sql<Omit<StateCount, 'reason'> & ReasonColumns>`
    SELECT CASE WHEN d.state = 'planned' AND l.id IS NOT NULL THEN 'claimed' ELSE d.state END AS state,
      min(${TOLD} d.reason END) AS reason, ${TOLD} d.reason_code END AS reason_code, ${TOLD} d.reason_params END AS reason_params,
      CASE WHEN d.state IN ('accepted', 'delivered', 'bounced', 'complained') THEN coalesce(d.through, 'unrecorded') END AS through, count(*) AS count
    FROM deliveries d LEFT JOIN LATERAL (
      SELECT id FROM leases WHERE d.state = 'planned' AND edition_number = ${edition} AND expires_at > clock_timestamp()
        AND d.subscriber_id BETWEEN claimed_from AND claimed_to LIMIT 1
    ) l ON true
    WHERE d.edition_number = ${edition} GROUP BY 1, 3, 4, 5 ORDER BY 1, 6 DESC`.execute(db);
  return rows.map(({ reason_code, reason_params, ...row }) => ({
    ...row,
    reason: readReason({ reason: row.reason, reason_code, reason_params }),
  }));
}

export const planOf = (db: Db, edition: EditionNumber) =>
  db.selectFrom('plans').selectAll().where('edition_number', '=', edition).executeTakeFirst();
