import { sql } from 'kysely';
import { type Db, type EditionNumber, inTransaction, reason, sayReason } from '../../core/index.ts';
import { mayMove, moved } from '../moves.ts';

/** What a cancelled run left behind; planning again takes it up. */
const LEFT_BEHIND = 'run-cancelled';
const [PAUSED, NOTHING] = [reason('reader-paused'), reason('nothing-chosen')];

export type PlanRequest = {
  edition: EditionNumber;
  /** Ids of every section that counts for the edition. */
  sectionIds: readonly number[];
  /** Share that goes first, 0 < ramp < 1; absent = all at once. */
  ramp?: number;
  now: Date;
  /** Has the new rows say what is known of them elsewhere, before anybody can send them. */
  recall?: ((tx: Db, edition: EditionNumber) => Promise<unknown>) | undefined;
};

/**
 * One delivery for each active subscriber, in one statement: `planned` where the sections meet, else `skipped` with the
 * reason. Rows that exist stay as they are, but for what a cancelled run left: so it can be repeated, and adds
 * those who joined since.
 */
export function insertPlan(db: Db, request: PlanRequest): Promise<void> {
  return inTransaction(db, async (tx) => {
    await sql`SELECT number FROM editions WHERE number = ${request.edition} FOR UPDATE`.execute(tx);
    await insertDeliveries(tx, request);
    await sql`
      UPDATE deliveries d SET state = ${sql.raw(moved('plan again'))}, reason = NULL, reason_code = NULL, reason_params = NULL, updated_at = ${request.now}
      WHERE edition_number = ${request.edition} AND ${sql.raw(mayMove('plan again'))} AND reason_code = ${LEFT_BEHIND}`.execute(
      tx,
    );
    await request.recall?.(tx, request.edition);
    if (request.ramp !== undefined) await chooseFirstWave(tx, request.edition, request.ramp);
    await writePlan(tx, request);
  });
}

async function insertDeliveries(db: Db, { edition, sectionIds, ramp, now }: PlanRequest): Promise<void> {
  await sql`
    INSERT INTO deliveries (edition_number, subscriber_id, state, reason, reason_code, wave, updated_at)
    SELECT ${edition}, id, CASE WHEN code IS NULL THEN 'planned' ELSE 'skipped' END,
      CASE code WHEN ${PAUSED.code} THEN ${sayReason(PAUSED, 'page')} WHEN ${NOTHING.code} THEN ${sayReason(NOTHING, 'page')} END, code,
      ${ramp === undefined ? 1 : 2}, ${now}
    FROM (
      SELECT id, CASE WHEN paused_until > ${now} THEN ${PAUSED.code}
        WHEN NOT all_sections AND NOT sections && ${sectionIds}::int[] THEN ${NOTHING.code} END AS code
      FROM subscribers WHERE state = 'active'
    ) reader
    ORDER BY id
    ON CONFLICT (edition_number, subscriber_id) DO NOTHING`.execute(db);
}

/** A sample over the whole list, not the oldest readers: their addresses bounce least and would say nothing. */
async function chooseFirstWave(db: Db, edition: EditionNumber, share: number): Promise<void> {
  await sql`
    UPDATE deliveries SET wave = 1 WHERE id IN (
      SELECT id FROM deliveries WHERE edition_number = ${edition} AND state = 'planned'
      ORDER BY hashint8extended(id, ${edition})
      LIMIT (SELECT ceil(count(*) * ${share}::float8) FROM deliveries WHERE edition_number = ${edition} AND state = 'planned')
    )`.execute(db);
}

async function writePlan(db: Db, { edition, ramp, now }: PlanRequest): Promise<void> {
  const waves = ramp === undefined ? 1 : 2;
  await sql`
    INSERT INTO plans (edition_number, planned, wave, waves, created_at)
    VALUES (${edition}, (SELECT count(*) FROM deliveries WHERE edition_number = ${edition}), 1, ${waves}, ${now})
    ON CONFLICT (edition_number) DO UPDATE SET planned = excluded.planned, held_until = NULL, stale = false,
      wave = CASE WHEN excluded.waves > plans.waves THEN 1 ELSE plans.wave END, waves = greatest(plans.waves, excluded.waves)`.execute(
    db,
  );
}

/** Makes the next planning look at the subscribers once more. */
export async function markStale(db: Db, edition: EditionNumber): Promise<void> {
  await db.updateTable('plans').set({ stale: true }).where('edition_number', '=', edition).execute();
}

/** False when the edition is planned already. */
export async function writeRamp(
  db: Db,
  {
    edition,
    share,
    waitMinutes,
    now,
  }: { edition: EditionNumber; share: number; waitMinutes: number | null; now: Date },
): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO plans (edition_number, planned, ramp, ramp_wait_minutes, stale, created_at)
    VALUES (${edition}, 0, ${share}, ${waitMinutes}, true, ${now})
    ON CONFLICT (edition_number) DO UPDATE SET ramp = excluded.ramp, ramp_wait_minutes = excluded.ramp_wait_minutes
      WHERE plans.planned = 0
    RETURNING edition_number`.execute(db);
  return rows.length === 1;
}

/** Fresh statistics: without them the first claims of a large edition scan the table. */
export async function analyseDeliveries(db: Db): Promise<void> {
  await sql`ANALYZE deliveries`.execute(db);
}
