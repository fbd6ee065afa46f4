import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { connectDatabase, migrate } from '../../src/adapters/database.ts';
import { startEmbeddedPostgres } from '../../src/adapters/embedded-postgres.ts';
import { migrateQueue } from '../../src/adapters/queue-postgres.ts';
import { silentLog } from '../../src/core/index.ts';
import { ensurePrerequisites } from './prerequisites.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    redisServer: string;
    chromium: string;
  }
}

/** One real PostgreSQL for the whole run, with a migrated template that each test file copies. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { redisServer, chromium } = ensurePrerequisites();
  const folder = mkdtempSync(join(tmpdir(), 'quarterly-test-'));
  // As root, PostgreSQL's own account must be able to pass through.
  chmodSync(folder, 0o755);
  // Root's cluster runs under another account: one that cannot pass here would put its files under /var/lib, for ever.
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres(folder, silentLog);
  await forgetful(server.url);
  const { db, close } = connectDatabase(server.url, silentLog, 2);
  await migrate(db);
  await close();
  await migrateQueue(server.url);
  project.provide('postgresUrl', server.url);
  project.provide('redisServer', redisServer);
  project.provide('chromium', chromium);
  return async () => {
    await server.release();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Nobody pulls this machine's plug for what the tests store: commits need not wait for the disk. Crashes of processes lose nothing by it. */
async function forgetful(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes'])
    await client.query(`ALTER SYSTEM SET ${setting} = off`);
  await client.query('SELECT pg_reload_conf()');
  await client.end();
}
