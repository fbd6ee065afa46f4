import { sql } from 'kysely';
import type { Db, EditionNumber } from '../core/index.ts';

type Dated = { number: EditionNumber; title: string; sendAt: Date };

/** Editions that have a send date to come, that nobody has approved, and of whose date nobody was told yet. */
export async function unapprovedWithDate(db: Db, now: Date): Promise<Dated[]> {
  const { rows } = await sql<Dated>`
    SELECT number, title, send_at AS "sendAt" FROM editions
    WHERE state IN ('planned', 'assembled') AND send_at > ${now} AND warned_of IS DISTINCT FROM send_at
    ORDER BY number`.execute(db);
  return rows;
}

/** Editions that have a send date to come, and that nobody has approved. */
export async function unapprovedToBeSent(db: Db, now: Date): Promise<Omit<Dated, 'title'>[]> {
  const { rows } = await sql<Omit<Dated, 'title'>>`
    SELECT number, send_at AS "sendAt" FROM editions
    WHERE state = 'assembled' AND send_at > ${now} AND reopened_at IS NULL ORDER BY number`.execute(db);
  return rows;
}

/** Of one edition at a time: false where another process did it, it was approved, or its date was moved meanwhile. */
export async function takeWarning(db: Db, { number, sendAt }: Dated): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE editions SET warned_of = send_at
    WHERE number = ${number} AND send_at = ${sendAt} AND state IN ('planned', 'assembled')
      AND warned_of IS DISTINCT FROM send_at`.execute(db);
  return Number(numAffectedRows ?? 0n) > 0;
}
