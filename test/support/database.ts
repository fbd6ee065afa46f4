import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { connectDatabase, type DatabaseConnection } from '../../src/adapters/postgres/database.ts';
import { silentLog } from '../../src/core/index.ts';

/**
 * A database of its own for this test file, copied from the migrated template (about 50 ms) and dropped afterwards.
 * Call it at the top of a file or in `beforeAll`.
 */
export const freshDatabase = (): Promise<DatabaseConnection & { url: string }> => databaseFrom('quarterly');

/** A database without a single table. */
export const emptyDatabase = () => databaseFrom('template0');

async function databaseFrom(origin: string): Promise<DatabaseConnection & { url: string }> {
  const template = new URL(inject('postgresUrl'));
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${origin}`);
  const url = new URL(template);
  url.pathname = `/${name}`;
  const connection = connectDatabase(url.href, silentLog);
  let closed = false;
  const close = async () => {
    if (closed) return;
    closed = true;
    await connection.close();
    await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  };
  afterAll(close);
  return { ...connection, url: url.href, close };
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
