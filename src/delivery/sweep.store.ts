import { sql } from 'kysely';
import type { Db, EditionNumber } from '../core/index.ts';

/** Editions of open runs with deliveries that could be claimed now. */
export async function unfinishedEditions(db: Db): Promise<EditionNumber[]> {
  const { rows } = await sql<{ edition_number: EditionNumber }>`
    SELECT p.edition_number FROM plans p
    JOIN runs r ON r.edition_number = p.edition_number AND r.state IN ('running', 'waiting')
    WHERE EXISTS (
      SELECT 1 FROM deliveries d
      WHERE d.edition_number = p.edition_number AND d.state = 'planned' AND d.wave <= p.wave)`.execute(db);
  return rows.map((row) => row.edition_number);
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

export async function eventsWait(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('ses_events')
    .select('id')
    .where('applied_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
