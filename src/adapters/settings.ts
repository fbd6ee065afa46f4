import { randomBytes } from 'node:crypto';
import type { Db } from '../core/index.ts';

/** Reads a setting, or stores `value` if there is none yet; every caller gets the same, however many are first. */
export async function settleSetting(db: Db, key: string, value: string): Promise<string> {
  await db
    .insertInto('settings')
    .values({ key, value, updated_at: new Date() })
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
    .values({ key, value, updated_at: new Date() })
    .onConflict((row) => row.column('key').doUpdateSet({ value, updated_at: new Date() }))
    .execute();
}

export const removeSetting = (db: Db, key: string) =>
  db.deleteFrom('settings').where('key', '=', key).execute();

/** The signing secret of an installation that has set none: random, made once, shared by every process. */
export const generatedSecret = (db: Db) =>
  settleSetting(db, 'secret-key', randomBytes(48).toString('base64url'));

/** What the table of limits is hashed with; no signing key, as those change. */
export const limitSecret = (db: Db) => settleSetting(db, 'limit-key', randomBytes(48).toString('base64url'));

/** What `generatedSecret` made before one was set, if it ever did. */
export const earlierSecret = (db: Db) => readSetting(db, 'secret-key');

const HEARTBEAT = 'worker:';
const ALIVE_MS = 30_000;

/** Shows that a worker lives; `stop` takes the sign down. */
export async function startHeartbeat(db: Db, id: string): Promise<{ stop(): Promise<void> }> {
  const beat = () => writeSetting(db, `${HEARTBEAT}${id}`, new Date().toISOString()).catch(() => {});
  await beat();
  const timer = setInterval(beat, ALIVE_MS / 3);
  return {
    async stop() {
      clearInterval(timer);
      await removeSetting(db, `${HEARTBEAT}${id}`).catch(() => {});
    },
  };
}

/** How many workers have shown a sign of life in the last 30 s. */
export async function liveWorkers(db: Db, now: Date): Promise<number> {
  const rows = await db
    .selectFrom('settings')
    .select('key')
    .where('key', 'like', `${HEARTBEAT}%`)
    .where('updated_at', '>', new Date(now.getTime() - ALIVE_MS))
    .execute();
  return rows.length;
}
