import { sql } from 'kysely';
import type { Db, EditionNumber } from '../../core/index.ts';

export type BrakeCounts = { sent: number; hardBounces: number; complaints: number };

/**
 * SES did not even try: the address is on the account's own suppression list. It counts these not towards the bounce rate
 * either (SES Developer Guide, "Using the Amazon SES account-level suppression list").
 */
const NOT_COUNTED = 'OnAccountSuppressionList';

export async function countForBrake(db: Db, edition: EditionNumber): Promise<BrakeCounts> {
  const { rows } = await sql<BrakeCounts>`
    SELECT count(*) FILTER (WHERE state IN ('accepted', 'delivered', 'bounced', 'complained')) AS sent,
      count(*) FILTER (WHERE state = 'bounced' AND reason_code = 'hard-bounce' AND reason_params->>'kind' <> ${NOT_COUNTED}) AS "hardBounces",
      count(*) FILTER (WHERE state = 'complained') AS complaints
    FROM deliveries WHERE edition_number = ${edition}`.execute(db);
  return rows[0] ?? { sent: 0, hardBounces: 0, complaints: 0 };
}
