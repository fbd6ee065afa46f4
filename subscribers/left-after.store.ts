import { sql } from 'kysely';
import type { Db, EditionNumber } from '../src/core/index.ts';

/**
 * Why readers left whose latest mail was one of this edition, by the reason of our list that they gave, null for none: the most first.
 * Who came back since does not count. Reads who left since the edition was planned (`consents_moves`), and their mails.
 */
export async function leftAfter(
  db: Db,
  edition: EditionNumber,
): Promise<{ why: string | null; readers: number }[]> {
  const { rows } = await sql<{ why: string | null; readers: number }>`
    WITH gone AS (
      SELECT DISTINCT c.subscriber_id, c.at FROM consents c
      JOIN deliveries d ON d.subscriber_id = c.subscriber_id AND d.edition_number = ${edition} AND d.sent_at <= c.at
      WHERE c.event = 'left' AND c.at >= (SELECT created_at FROM plans WHERE edition_number = ${edition})
        AND NOT EXISTS (SELECT FROM deliveries later WHERE later.subscriber_id = c.subscriber_id
          AND later.edition_number <> ${edition} AND later.sent_at > d.sent_at AND later.sent_at <= c.at)
        AND NOT EXISTS (SELECT FROM consents back WHERE back.subscriber_id = c.subscriber_id
          AND back.event IN ('came back', 'confirmed') AND back.at > c.at)
    )
    SELECT (SELECT w.reason FROM consents w WHERE w.subscriber_id = g.subscriber_id AND w.event = 'said why' AND w.at >= g.at
      ORDER BY w.id DESC LIMIT 1) AS why, count(*)::integer AS readers
    FROM gone g GROUP BY 1 ORDER BY 2 DESC, 1 NULLS LAST`.execute(db);
  return rows;
}
