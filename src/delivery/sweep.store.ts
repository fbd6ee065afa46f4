import { sql } from 'kysely';
import { type Db, type EditionNumber, OPEN_RUNS } from '../core/index.ts';
import { advancePlan, hasPlanned, openEditions } from './send/open.store.ts';

/** Editions of open runs with deliveries that could be claimed now, and whether a worker holds a lease on them. */
export async function unfinishedEditions(db: Db): Promise<{ edition: EditionNumber; beingSent: boolean }[]> {
  const unfinished = [];
  for (const edition of await openEditions(db, OPEN_RUNS)) {
    if (await hasPlanned(db, edition, await advancePlan(db, edition)))
      unfinished.push({ edition, beingSent: await isBeingSent(db, edition) });
  }
  return unfinished;
}

async function isBeingSent(db: Db, edition: EditionNumber): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM leases WHERE edition_number = ${edition} AND expires_at > clock_timestamp() LIMIT 1`.execute(
    db,
  );
  return rows.length > 0;
}

/** Editions whose run was cancelled while a worker still held some of it. */
export async function cancelledLeftovers(db: Db): Promise<EditionNumber[]> {
  const open = await openEditions(db, ['cancelled']);
  if (open.length === 0) return [];
  const { rows } = await sql<{ edition_number: EditionNumber }>`
    SELECT p.edition_number FROM plans p
    WHERE p.stale AND p.edition_number = ANY(${open}::int[])
      AND NOT EXISTS (SELECT 1 FROM runs r WHERE r.edition_number = p.edition_number AND r.state <> 'cancelled')`.execute(
    db,
  );
  const leftovers: EditionNumber[] = [];
  for (const { edition_number: edition } of rows) {
    // Ramp stages count for nothing here: what is planned will not be sent.
    if (await hasPlanned(db, edition, { ...(await advancePlan(db, edition)), wave: 32_767 }))
      leftovers.push(edition);
  }
  return leftovers;
}
