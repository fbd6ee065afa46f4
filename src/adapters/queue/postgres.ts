import { createPostgresBackend, runMigrations, withBackend } from 'bullmq';
import { CONNECT_MS, KEEP_ALIVE, WATCHED, WatchedClient } from '../postgres/index.ts';
import { type QueueBackend, SETTINGS, TIMING } from './engine.ts';

const { Queue, Worker } = withBackend(createPostgresBackend);

/** BullMQ's tables live in the schema `bullmq` of our own database. Safe to call from several processes at once. */
export async function migrateQueue(url: string): Promise<void> {
  const client = new WatchedClient({
    connectionString: url,
    application_name: 'quarterly',
    connectionTimeoutMillis: CONNECT_MS,
    ...KEEP_ALIVE,
  });
  client.on('error', () => {});
  await client.connect();
  try {
    await runMigrations(client, 'bullmq');
  } finally {
    await client.end();
  }
}

/** BullMQ on PostgreSQL, for installations without Redis. @see docs/adr/0003 */
export function postgresBackend(url: string): QueueBackend {
  const connection = {
    connectionString: url,
    schema: 'bullmq',
    max: 3,
    application_name: 'quarterly',
    // The connection that listens is BullMQ's own and asks next to nothing; the pool is polled beside it.
    ...WATCHED,
    query_timeout: 20_000,
  };
  return {
    queue: (name) =>
      new Queue(name, { connection, settings: SETTINGS }) as unknown as ReturnType<QueueBackend['queue']>,
    worker: (name, process, concurrency) =>
      new Worker(name, process, {
        connection,
        concurrency,
        settings: SETTINGS,
        ...TIMING,
      }) as unknown as ReturnType<QueueBackend['worker']>,
    // Where the database is away everything says so.
    async check() {},
    async close() {},
  };
}
