import { sql } from 'kysely';
import type { Db, DeliveryState, EditionNumber, Through } from '../core/index.ts';

/** A delivery's state as it is told: a planned one in the hands of a living worker is `claimed`. */
export type ReportedState = DeliveryState | 'claimed';

/** Through what mails went; `unrecorded` where an earlier version sent them. */
export type ReportedThrough = Through | 'unrecorded';

export type StateCount = {
  state: ReportedState;
  reason: string | null;
  through: ReportedThrough | null;
  count: number;
};

/** Deliveries by state, and for the states that need a reason by that too. */
export async function countStates(db: Db, edition: EditionNumber): Promise<StateCount[]> {
  const { rows } = await sql<StateCount>`
    SELECT CASE WHEN d.state = 'planned' AND l.id IS NOT NULL THEN 'claimed' ELSE d.state END AS state,
      CASE WHEN d.state IN ('skipped', 'rejected', 'unknown', 'bounced') THEN d.reason END AS reason,
      CASE WHEN d.state IN ('accepted', 'delivered', 'bounced', 'complained') THEN coalesce(d.through, 'unrecorded') END AS through, count(*) AS count
    FROM deliveries d LEFT JOIN LATERAL (
      SELECT id FROM leases WHERE d.state = 'planned' AND edition_number = ${edition} AND expires_at > clock_timestamp()
        AND d.subscriber_id BETWEEN claimed_from AND claimed_to LIMIT 1
    ) l ON true
    WHERE d.edition_number = ${edition} GROUP BY 1, 2, 3 ORDER BY 1, 4 DESC`.execute(db);
  return rows;
}

export const planOf = (db: Db, edition: EditionNumber) =>
  db.selectFrom('plans').selectAll().where('edition_number', '=', edition).executeTakeFirst();
