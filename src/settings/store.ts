import { sql } from 'kysely';
import type { Db } from '../core/index.ts';

/** By the database's clock: who reads it goes by that. */
const NOW = sql<Date>`clock_timestamp()`;

/** Reads a setting, or stores `value` if there is none yet; every caller gets the same, however many are first. */
export async function settleSetting(db: Db, key: string, value: string): Promise<string> {
  await db
    .insertInto('settings')
    .values({ key, value, updated_at: NOW })
    .onConflict((row) => row.doNothing())
    .execute();
  return (await readSetting(db, key)) ?? value;
}

export async function readSetting(db: Db, key: string): Promise<string | undefined> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value;
}

export async function writeSetting(db: Db, key: string, value: string): Promise<void> {
  await db
    .insertInto('settings')
    .values({ key, value, updated_at: NOW })
    .onConflict((row) => row.column('key').doUpdateSet({ value, updated_at: NOW }))
    .execute();
}

export const removeSetting = (db: Db, key: string) =>
  db.deleteFrom('settings').where('key', '=', key).execute();

/** The settings under keys that begin with `prefix`, written since. */
export async function settingsSince(db: Db, prefix: string, since: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('settings')
    .select('value')
    .where('key', 'like', `${prefix}%`)
    .where('updated_at', '>', since)
    .execute();
  return rows.map((row) => row.value);
}

/** True for one caller in `everyMs`, over all processes: it is their turn to do what `key` names. */
export async function isOurTurn(db: Db, key: string, everyMs: number): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO settings (key, value, updated_at) VALUES (${key}, 'its turn', clock_timestamp())
    ON CONFLICT (key) DO UPDATE SET updated_at = excluded.updated_at
      WHERE settings.updated_at < clock_timestamp() - ${everyMs} * interval '1 millisecond' RETURNING key`.execute(
    db,
  );
  return rows.length > 0;
}
