import type { Log } from '../../core/index.ts';
import type { QueueEngine } from '../../jobs/index.ts';

export type QueuePlace = { databaseUrl: string; redisUrl?: string | undefined };

/** Connects the queue, on Redis or on the database, whose tables for it are brought up to date. */
export async function openQueue({ databaseUrl, redisUrl }: QueuePlace, log: Log): Promise<QueueEngine> {
  const { queueEngine } = await import('./engine.ts');
  if (redisUrl) return queueEngine((await import('./redis.ts')).redisBackend(redisUrl, log), log);
  const { migrateQueue, postgresBackend } = await import('./postgres.ts');
  await migrateQueue(databaseUrl);
  return queueEngine(postgresBackend(databaseUrl), log);
}

/** A queue that is opened when it is first used: most commands ring no bell, and BullMQ takes half a second to load. */
export function openedAtFirstUse(open: () => Promise<QueueEngine>): QueueEngine {
  let opened: Promise<QueueEngine> | undefined;
  const engine = () => {
    opened ??= open();
    return opened;
  };
  return {
    enqueue: async (...args) => (await engine()).enqueue(...args),
    check: async () => (await engine()).check(),
    consume(...args) {
      const consumer = engine().then((queue) => queue.consume(...args));
      return { close: async (graceMs) => (await consumer).close(graceMs) };
    },
    recur: async (recurrence) => (await engine()).recur(recurrence),
    counts: async () => (await engine()).counts(),
    close: async () => (await opened)?.close(),
  };
}
