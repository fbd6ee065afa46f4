import { sql } from 'kysely';
import type { Db, EditionNumber, RunId } from '../../core/index.ts';

/** Under which sender, by hash, and with which key a run's mails began. */
type Beginning = { sender: string; keyId: string };

/** Writes down how a run begins, and returns how it began when it had before. A run that is over begins anew. */
export async function beginAs(db: Db, run: RunId, here: Beginning): Promise<Beginning> {
  const { rows } = await sql<Beginning>`
    INSERT INTO begun_sendings AS b (run_id, sender, key_id) VALUES (${run}, ${here.sender}, ${here.keyId})
    ON CONFLICT (run_id) DO UPDATE SET
      sender = CASE WHEN (SELECT state = 'succeeded' FROM runs WHERE id = b.run_id) THEN excluded.sender ELSE b.sender END,
      key_id = CASE WHEN (SELECT state = 'succeeded' FROM runs WHERE id = b.run_id) THEN excluded.key_id ELSE b.key_id END
    RETURNING sender, key_id AS "keyId"`.execute(db);
  return rows[0] ?? here;
}

/** Remembers which key signs the links of an edition: they live as long as it is known. */
export async function noteSignedWith(db: Db, edition: EditionNumber, keyId: string): Promise<void> {
  await db
    .insertInto('signed_with')
    .values({ edition_number: edition, key_id: keyId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Editions whose mails were signed with a key that is none of `known`, by that key's id. */
export async function editionsSignedByOthers(
  db: Db,
  known: readonly string[],
): Promise<{ keyId: string; editions: EditionNumber[] }[]> {
  const { rows } = await sql<{ keyId: string; editions: EditionNumber[] }>`
    SELECT key_id AS "keyId", array_agg(edition_number ORDER BY edition_number) AS editions FROM signed_with
    WHERE NOT key_id = ANY(${[...known]}::text[]) GROUP BY key_id ORDER BY key_id`.execute(db);
  return rows;
}

/** What was sent before keys were written down, when there was only one key that can have signed it. */
export async function assumeSignedWith(db: Db, keyId: string): Promise<void> {
  await sql`
    INSERT INTO signed_with (edition_number, key_id)
    SELECT edition_number, ${keyId} FROM plans WHERE planned > 0 AND NOT EXISTS (SELECT FROM signed_with)
    ON CONFLICT DO NOTHING`.execute(db);
}
