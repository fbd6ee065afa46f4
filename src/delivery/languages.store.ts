import { sql } from 'kysely';
import type { Db, EditionNumber } from '../core/index.ts';
import type { Became } from './breakdown.store.ts';

/** What became of an edition's mails by the language that stood with their readers; null = none did. Folded ones are in none. */
export async function countByLanguage(
  db: Db,
  edition: EditionNumber,
): Promise<(Became & { language: string | null })[]> {
  const { rows } = await sql<Became & { language: string | null }>`
    SELECT language, count(*) FILTER (WHERE state IN ('accepted', 'delivered', 'bounced', 'complained'))::integer AS sent,
      count(*) FILTER (WHERE state = 'delivered')::integer AS delivered, count(*) FILTER (WHERE state = 'bounced')::integer AS bounced,
      count(*) FILTER (WHERE state = 'complained')::integer AS complained, count(*) FILTER (WHERE state = 'unknown')::integer AS unknown
    FROM deliveries WHERE edition_number = ${edition} AND state NOT IN ('planned', 'skipped', 'rejected', 'calling')
    GROUP BY language`.execute(db);
  return rows;
}
