import { sql } from 'kysely';
import type { Db } from '../../core/index.ts';

export type Spend = { key: string; now: Date; everyMs: number; burst: number };

/**
 * Spends one of `burst`, which comes back one each `everyMs` (the generic cell rate algorithm, ITU-T I.371).
 * One statement, so that any number of processes share it. Returns how long to wait in ms; 0 = it was spent.
 */
export async function spend(db: Db, { key, now, everyMs, burst }: Spend): Promise<number> {
  const at = now.toISOString();
  const latest = new Date(now.getTime() + (burst - 1) * everyMs);
  const { rows } = await sql<{ key: string }>`
    INSERT INTO rate_limits (key, free_at)
    VALUES (${key}, ${at}::timestamptz + ${everyMs} * interval '1 millisecond')
    ON CONFLICT (key) DO UPDATE
      SET free_at = greatest(rate_limits.free_at, ${at}::timestamptz) + ${everyMs} * interval '1 millisecond'
      WHERE rate_limits.free_at <= ${latest.toISOString()}::timestamptz
    RETURNING key`.execute(db);
  if (rows.length > 0) {
    return 0;
  }
  const held = await db.selectFrom('rate_limits').select('free_at').where('key', '=', key).executeTakeFirst();
  return held ? Math.max(held.free_at.getTime() - latest.getTime(), 1) : 1;
}

/** Two out for each one in keeps the table as small as its use, without a job of its own. */
export async function dropFree(db: Db, now: Date): Promise<void> {
  await sql`
    DELETE FROM rate_limits WHERE key IN (
      SELECT key FROM rate_limits WHERE free_at < ${now.toISOString()}::timestamptz
      ORDER BY free_at LIMIT 2 FOR UPDATE SKIP LOCKED)`.execute(db);
}
