import { sql } from 'kysely';
import type { Db, EditionNumber } from '../core/index.ts';

/** Editions of open runs with deliveries that could be claimed now, and whether a worker holds a lease on them. */
export async function unfinishedEditions(db: Db): Promise<{ edition: EditionNumber; beingSent: boolean }[]> {
  const { rows } = await sql<{ edition: EditionNumber; beingSent: boolean }>`
    SELECT p.edition_number AS edition, EXISTS (
        SELECT 1 FROM leases l WHERE l.edition_number = p.edition_number AND l.expires_at > clock_timestamp()
      ) AS "beingSent"
    FROM plans p
    JOIN runs r ON r.edition_number = p.edition_number AND r.state IN ('running', 'waiting', 'succeeded')
    WHERE EXISTS (
      SELECT 1 FROM deliveries d
      WHERE d.edition_number = p.edition_number AND d.state = 'planned' AND d.wave <= p.wave)`.execute(db);
  return rows;
}

/** Editions whose run was cancelled while a worker still held some of it. */
export async function cancelledLeftovers(db: Db): Promise<EditionNumber[]> {
  const { rows } = await sql<{ edition_number: EditionNumber }>`
    SELECT p.edition_number FROM plans p
    WHERE p.stale AND EXISTS (SELECT 1 FROM runs r WHERE r.edition_number = p.edition_number AND r.state = 'cancelled')
      AND NOT EXISTS (SELECT 1 FROM runs r WHERE r.edition_number = p.edition_number AND r.state <> 'cancelled')`.execute(
    db,
  );
  return rows.map((row) => row.edition_number);
}
