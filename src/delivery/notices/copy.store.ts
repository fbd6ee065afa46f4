import { sql } from 'kysely';
import { type Db, type EditionNumber, type EmailAddress, inTransaction } from '../../core/index.ts';

type Copies = {
  kind: string;
  edition: EditionNumber;
  purpose: 'test' | 'canary';
  to: readonly EmailAddress[];
  now: Date;
};

/** Queues one notice an address; the canary of an edition to one address only once. */
export const insertCopies = (db: Db, copies: Copies) => inTransaction(db, (tx) => insertIn(tx, copies));

async function insertIn(db: Db, { kind, edition, purpose, to, now }: Copies): Promise<number[]> {
  const params = JSON.stringify({ edition, purpose });
  // Several workers begin an edition at once: one at a time looks for its canaries.
  if (purpose === 'canary') await sql`SELECT pg_advisory_xact_lock(hashtext(${kind}))`.execute(db);
  const { rows } = await sql<{ id: number }>`
    INSERT INTO notices (kind, to_address, params, state, created_at, updated_at)
    SELECT ${kind}, address, ${params}::jsonb, 'queued', ${now}, ${now} FROM unnest(${to}::text[]) AS address
    WHERE ${purpose}::text = 'test' OR NOT EXISTS (
      SELECT 1 FROM notices n WHERE n.kind = ${kind} AND n.to_address = address AND n.params = ${params}::jsonb)
    RETURNING id`.execute(db);
  return rows.map((row) => row.id);
}
