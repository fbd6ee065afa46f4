import { randomBytes } from 'node:crypto';
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

/** The signing secret of an installation that has set none: random, made once, shared by every process. */
export const generatedSecret = (db: Db) =>
  settleSetting(db, 'secret-key', randomBytes(48).toString('base64url'));

/** What the table of limits is hashed with; no signing key, as those change. */
export const limitSecret = (db: Db) => settleSetting(db, 'limit-key', randomBytes(48).toString('base64url'));

/** What `generatedSecret` made before one was set, if it ever did. */
export const earlierSecret = (db: Db) => readSetting(db, 'secret-key');

const CERTIFICATES = 'sns-certificates';

/** The addresses of SNS certificates that have verified a message, newest first. */
export const verifiedCertificates = (db: Db) => ({
  read: async () => (await readSetting(db, CERTIFICATES))?.split(' ') ?? [],
  write: (addresses: readonly string[]) => writeSetting(db, CERTIFICATES, addresses.join(' ')),
});

const HEARTBEAT = 'worker:';
const ALIVE_MS = 30_000;

const SENDS = 'sends';

/** Shows that a worker lives, and whether it sends; `stop` takes the sign down. */
export async function startHeartbeat(
  db: Db,
  id: string,
  { sends }: { sends: boolean },
): Promise<{ stop(): Promise<void> }> {
  const beat = () => writeSetting(db, `${HEARTBEAT}${id}`, sends ? SENDS : 'sends nothing').catch(() => {});
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
export const liveWorkers = async (db: Db, now: Date) => (await signsOfLife(db, now)).length;

/** Whether one of them sends. */
export const senderLives = async (db: Db, now: Date) => (await signsOfLife(db, now)).includes(SENDS);

async function signsOfLife(db: Db, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('settings')
    .select('value')
    .where('key', 'like', `${HEARTBEAT}%`)
    .where('updated_at', '>', new Date(now.getTime() - ALIVE_MS))
    .execute();
  return rows.map((row) => row.value);
}
