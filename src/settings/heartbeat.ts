import type { Db } from '../core/index.ts';
import { removeSetting, settingsSince, writeSetting } from './store.ts';

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

const signsOfLife = (db: Db, now: Date) => settingsSince(db, HEARTBEAT, new Date(now.getTime() - ALIVE_MS));
