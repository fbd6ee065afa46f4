import { sql } from 'kysely';
import type { Db, DeliveryState, EditionNumber } from '../core/index.ts';

export type StateCount = { state: DeliveryState; reason: string | null; count: number };

/** Deliveries by state, and for the states that need a reason by that too. */
export async function countStates(db: Db, edition: EditionNumber): Promise<StateCount[]> {
  const { rows } = await sql<StateCount>`
    SELECT state, CASE WHEN state IN ('skipped', 'rejected', 'unknown', 'bounced') THEN reason END AS reason, count(*) AS count
    FROM deliveries WHERE edition_number = ${edition} GROUP BY 1, 2 ORDER BY 1, 3 DESC`.execute(db);
  return rows;
}

export const planOf = (db: Db, edition: EditionNumber) =>
  db.selectFrom('plans').selectAll().where('edition_number', '=', edition).executeTakeFirst();
