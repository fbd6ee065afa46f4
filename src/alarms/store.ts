import { type Selectable, sql } from 'kysely';
import { type Actor, ADDRESS_REMOVED, type Db } from '../core/index.ts';
import type { AlarmTable } from '../core/tables/alarms.ts';
import type { Condition } from './causes.ts';

export type AlarmRow = Selectable<AlarmTable>;

/**
 * One process at a time decides what is broken; another that comes meanwhile has nothing to do. False: somebody is at it.
 * The lock ends with the transaction.
 */
export async function takeAlarms(tx: Db): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`
    SELECT pg_try_advisory_xact_lock(hashtext('quarterly alarms')) AS mine`.execute(tx);
  return rows[0]?.mine ?? false;
}

export const firingAlarms = (db: Db): Promise<AlarmRow[]> =>
  db.selectFrom('alarms').selectAll().where('mended_at', 'is', null).orderBy('id').execute();

export const findAlarm = (db: Db, id: number): Promise<AlarmRow | undefined> =>
  db.selectFrom('alarms').selectAll().where('id', '=', id).executeTakeFirst();

/** The newest first. */
export const latestAlarms = (db: Db, limit: number): Promise<AlarmRow[]> =>
  db.selectFrom('alarms').selectAll().orderBy('id', 'desc').limit(limit).execute();

/** A reason may quote an address, and alarms go to other places than it may. */
const withoutAddresses = (json: string) => json.replace(/[^\s"<>()\\]+@[^\s"<>()\\]+/g, ADDRESS_REMOVED);

/** Raises it, or notes that it is still broken; one that somebody acknowledged stays so. */
export async function writeCondition(
  tx: Db,
  { cause, key, params, since }: Condition,
  now: Date,
): Promise<void> {
  const told = withoutAddresses(JSON.stringify(params));
  await sql`
    INSERT INTO alarms (cause, key, params, since, raised_at, seen_at)
    VALUES (${cause}, ${key}, ${told}, ${since}, ${now}, ${now})
    ON CONFLICT (key) WHERE mended_at IS NULL DO UPDATE SET params = excluded.params, seen_at = excluded.seen_at`.execute(
    tx,
  );
}

/** Ends those that fire; returns which. */
export async function mendAlarms(tx: Db, ids: readonly number[], now: Date): Promise<number[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .updateTable('alarms')
    .set({ mended_at: now })
    .where('id', 'in', [...ids])
    .where('mended_at', 'is', null)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** False when somebody has, or it is over. */
export async function markAcknowledged(
  tx: Db,
  id: number,
  { at, by, words }: { at: Date; by: Actor; words: string },
): Promise<boolean> {
  const row = await tx
    .updateTable('alarms')
    .set({ acknowledged_at: at, acknowledged_by: JSON.stringify(by), acknowledged_words: words })
    .where('id', '=', id)
    .where('acknowledged_at', 'is', null)
    .where('mended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
