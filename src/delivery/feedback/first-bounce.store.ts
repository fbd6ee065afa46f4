import { sql } from 'kysely';
import type { Db, EditionNumber } from '../../core/index.ts';

const KEY = 'edition.bounces-began';

/** Whether a mail of the edition bounced and nobody has written that down; one process at a time asks, until its transaction ends. */
export async function lockFirstBounce(tx: Db, edition: EditionNumber): Promise<boolean> {
  await sql`SELECT pg_advisory_xact_lock(hashtext(${KEY}), ${edition})`.execute(tx);
  const { rows } = await sql`
    SELECT WHERE EXISTS (SELECT FROM deliveries WHERE edition_number = ${edition} AND state = 'bounced')
      AND NOT EXISTS (SELECT FROM acts WHERE subject_type = 'edition' AND subject = ${edition} AND act = ${KEY})`.execute(
    tx,
  );
  return rows.length > 0;
}
