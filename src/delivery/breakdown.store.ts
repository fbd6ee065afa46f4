import { sql } from 'kysely';
import type { Db, DeliveryState, EditionNumber } from '../core/index.ts';

/** What became of mails, as far as Amazon SES has told. `sent`: it has or had them. */
export type Became = {
  sent: number;
  delivered: number;
  bounced: number;
  complained: number;
  /** Nobody can say whether they left. */
  unknown: number;
};

/**
 * By the domain of their recipients, the most first; null for readers whose address is not held any more. Mails are counted by state
 * before what each state means is summed: asking each of 100,000 five questions takes longer than to find its reader.
 */
export async function countByDomain(
  db: Db,
  edition: EditionNumber,
): Promise<(Became & { domain: string | null })[]> {
  const { rows } = await sql<Became & { domain: string | null }>`
    WITH counted AS (
      SELECT split_part(s.email_key, '@', -1) AS domain, d.state, count(*) AS mails
      FROM deliveries d JOIN subscribers s ON s.id = d.subscriber_id
      WHERE d.edition_number = ${edition} AND d.state NOT IN ('planned', 'calling', 'skipped', 'rejected')
      GROUP BY 1, 2
    )
    SELECT domain, ${sumOf('accepted', 'delivered', 'bounced', 'complained')} AS sent, ${sumOf('delivered')} AS delivered,
      ${sumOf('bounced')} AS bounced, ${sumOf('complained')} AS complained, ${sumOf('unknown')} AS unknown
    FROM counted GROUP BY domain ORDER BY 2 DESC, 6 DESC, 1`.execute(db);
  return rows;
}

const sumOf = (...states: DeliveryState[]) =>
  sql`coalesce(sum(mails) FILTER (WHERE state = ANY(${states}::text[])), 0)::integer`;
