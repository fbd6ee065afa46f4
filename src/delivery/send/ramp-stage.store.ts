import { sql } from 'kysely';
import { type Db, type EditionNumber, OPEN_RUNS_IN_SQL } from '../../core/index.ts';

/** True when a stage waits that has no open delivery and is not the last. */
export async function rampStageIsOut(db: Db, edition: EditionNumber): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM plans p
    WHERE p.edition_number = ${edition} AND p.wave < p.waves AND p.wave_opens_at IS NULL AND NOT EXISTS (
      SELECT 1 FROM deliveries d
      WHERE d.edition_number = p.edition_number AND d.wave <= p.wave AND d.state IN ('planned', 'calling')
    )`.execute(db);
  return rows.length > 0;
}

/** Sets when the rest goes: after the wait that was asked for with the ramp, else after `waitMinutes`. */
export async function scheduleNextRampStage(
  db: Db,
  edition: EditionNumber,
  { from, waitMinutes }: { from: Date; waitMinutes: number },
): Promise<void> {
  await sql`
    UPDATE plans SET wave_opens_at = ${from}::timestamptz + coalesce(ramp_wait_minutes, ${waitMinutes}::int) * interval '1 minute'
    WHERE edition_number = ${edition} AND wave < waves AND wave_opens_at IS NULL`.execute(db);
}

/** Editions of open runs whose wait is over. */
export async function dueRampStages(db: Db, now: Date): Promise<EditionNumber[]> {
  const { rows } = await sql<{ edition_number: EditionNumber }>`
    SELECT p.edition_number FROM plans p
    WHERE p.wave < p.waves AND p.wave_opens_at <= ${now} AND EXISTS (
      SELECT 1 FROM runs r WHERE r.edition_number = p.edition_number AND r.state IN (${sql.raw(OPEN_RUNS_IN_SQL)}))`.execute(
    db,
  );
  return rows.map((row) => row.edition_number);
}

/** False when another process has opened it. */
export async function openNextRampStage(db: Db, edition: EditionNumber): Promise<boolean> {
  const { rows } = await sql`
    UPDATE plans SET wave = wave + 1, wave_opens_at = NULL
    WHERE edition_number = ${edition} AND wave < waves AND wave_opens_at IS NOT NULL RETURNING edition_number`.execute(
    db,
  );
  return rows.length === 1;
}
