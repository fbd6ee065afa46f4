import { createPostgresBackend, runMigrations, withBackend } from 'bullmq';
import pg from 'pg';
import { type QueueBackend, SETTINGS, TIMING } from './queue.ts';

const { Queue, Worker } = withBackend(createPostgresBackend);

/** BullMQ's tables live in the schema `bullmq` of our own database. Safe to call from several processes at once. */
export async function migrateQueue(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'quarterly' });
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
    keepAlive: true,
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
    async close() {},
  };
}
