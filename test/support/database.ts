import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { connectDatabase, type DatabaseConnection } from '../../src/adapters/postgres/database.ts';
import { silentLog } from '../../src/core/index.ts';

/** `disconnect`: nobody is connected any more, and it stays. */
type TestDatabase = DatabaseConnection & { url: string; disconnect(): Promise<void> };

/**
 * A database of its own for this test file, copied from the migrated template (about 50 ms) and dropped afterwards.
 * Call it at the top of a file or in `beforeAll`.
 */
export const freshDatabase = (): Promise<TestDatabase> => databaseFrom('quarterly');

/** A database without a single table. */
export const emptyDatabase = () => databaseFrom('template0');

/** A copy of a database as it is now, which nobody may be connected to: what a restored backup or disk would be. */
export const copyOf = (url: string) => databaseFrom(new URL(url).pathname.slice(1));

async function databaseFrom(origin: string): Promise<TestDatabase> {
  const template = new URL(inject('postgresUrl'));
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${origin}`);
  const url = new URL(template);
  url.pathname = `/${name}`;
  const connection = connectDatabase(url.href, silentLog);
  let closed = false;
  let leaving: Promise<void> | undefined;
  const disconnect = () => {
    leaving ??= connection.close();
    return leaving;
  };
  const close = async () => {
    if (closed) return;
    closed = true;
    await disconnect();
    await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  };
  afterAll(close);
  return { ...connection, url: url.href, disconnect, close };
}

async function onServer(statement: string): Promise<void> {
  const url = new URL(inject('postgresUrl'));
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
