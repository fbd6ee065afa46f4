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
    SELECT coalesce(sum(mails) FILTER (WHERE state IN ('accepted', 'delivered', 'bounced', 'complained')), 0)::bigint AS sent,
      coalesce(sum(mails) FILTER (WHERE state = 'bounced' AND reason_code = 'hard-bounce' AND reason_params->>'kind' <> ${NOT_COUNTED}), 0)::bigint AS "hardBounces",
      coalesce(sum(mails) FILTER (WHERE state = 'complained'), 0)::bigint AS complaints
    FROM (
      SELECT state, reason_code, reason_params, 1 AS mails FROM deliveries WHERE edition_number = ${edition}
      UNION ALL
      SELECT state, reason_code, reason_params, mails FROM delivery_totals WHERE edition_number = ${edition}
    ) mail`.execute(db);
  return rows[0] ?? { sent: 0, hardBounces: 0, complaints: 0 };
}
