import pg from 'pg';
import { CONNECT_MS, KEEP_ALIVE } from '../postgres/index.ts';

/** Held in shared mode by each process that uses the cluster; whoever gets it exclusively was the last. */
const IN_USE = 7_118_020_147;
const AGAIN_MS = 250;

export type ServerHold = {
  /** Ends the hold; true when no other process holds the server. */
  giveUp(): Promise<boolean>;
};

/**
 * A connection that shows, for as long as this process lives, that the server is in use. When the server restarts (it
 * ends all sessions after one of its processes was killed) the hold is taken again; `revive` starts one that has ended.
 * `url` is the maintenance database's: not our own, which tests copy as a template.
 */
export async function holdServer(url: string, revive: () => Promise<void>): Promise<ServerHold> {
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  let client = await take(url, lost);
  function lost(): void {
    if (ended) return;
    timer = setTimeout(again, AGAIN_MS);
    timer.unref();
  }
  function again(): void {
    take(url, lost).then(
      (taken) => {
        if (ended) void taken.end();
        else client = taken;
      },
      () =>
        ended
          ? undefined
          : revive()
              .catch(() => {})
              .then(lost),
    );
  }
  return {
    async giveUp() {
      ended = true;
      clearTimeout(timer);
      // Unlocked first: the server takes note of a closed connection only a moment later, and we would see ourselves.
      await client.query('SELECT pg_advisory_unlock_shared($1)', [IN_USE]).catch(() => {});
      await client.end().catch(() => {});
      return isFree(url);
    },
  };
}

async function take(url: string, lost: () => void): Promise<pg.Client> {
  const client = await connected(url);
  client.once('end', lost);
  await client.query('SELECT pg_advisory_lock_shared($1)', [IN_USE]);
  return client;
}

async function isFree(url: string): Promise<boolean> {
  try {
    const client = await connected(url);
    const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS mine', [IN_USE]);
    await client.end();
    return rows[0]?.mine === true;
  } catch {
    // The server is gone already, or going: nothing to stop.
    return false;
  }
}

/** A connection whose failures are told by its `end`, or by the query that meets them. */
export async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'quarterly in use',
    connectionTimeoutMillis: CONNECT_MS,
    ...KEEP_ALIVE,
  });
  client.on('error', () => {});
  await client.connect();
  return client;
}
