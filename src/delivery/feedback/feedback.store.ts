import { sql } from 'kysely';
import type { Db, EditionNumber } from '../../core/index.ts';

export type ThresholdCounts = { sent: number; hardBounces: number; complaints: number };

/**
 * SES did not even try: the address is on the account's own suppression list. It counts these not towards the bounce rate
 * either (SES Developer Guide, "Using the Amazon SES account-level suppression list").
 */
const NOT_COUNTED = 'OnAccountSuppressionList';

export async function countForThreshold(db: Db, edition: EditionNumber): Promise<ThresholdCounts> {
  const { rows } = await sql<ThresholdCounts>`
    SELECT count(*) FILTER (WHERE state IN ('accepted', 'delivered', 'bounced', 'complained')) AS sent,
      count(*) FILTER (WHERE state = 'bounced' AND reason_code = 'hard-bounce' AND reason_params->>'kind' <> ${NOT_COUNTED}) AS "hardBounces",
      count(*) FILTER (WHERE state = 'complained') AS complaints
    FROM deliveries WHERE edition_number = ${edition}`.execute(db);
  return rows[0] ?? { sent: 0, hardBounces: 0, complaints: 0 };
}
