import { randomBytes } from 'node:crypto';
import type { Db } from '../core/index.ts';

/** Reads a setting, or stores `value` if there is none yet; every caller gets the same, however many are first. */
export async function settleSetting(db: Db, key: string, value: string): Promise<string> {
  await db
    .insertInto('settings')
    .values({ key, value, updated_at: new Date() })
    .onConflict((row) => row.doNothing())
    .execute();
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  return row.value;
}

/** The signing secret of an installation that has set none: random, made once, shared by every process. */
export const generatedSecret = (db: Db) =>
  settleSetting(db, 'secret-key', randomBytes(48).toString('base64url'));
