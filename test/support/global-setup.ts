import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/adapters/embedded-postgres/server.ts';
import { connectDatabase, migrate } from '../../src/adapters/postgres/database.ts';
import { migrateQueue } from '../../src/adapters/queue/postgres.ts';
import { silentLog } from '../../src/core/index.ts';
import { ensurePrerequisites } from './prerequisites.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    redisServer: string;
    chromium: string;
  }
}

/** Whether only functions are tested, which need nothing beside them. */
const isFastAlone = ({ vitest }: TestProject) => vitest.projects.every(({ name }) => name === 'fast');

/** One real PostgreSQL for the whole run, with a migrated template that each test file copies. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (isFastAlone(project)) return undefined;
  const { redisServer, chromium } = ensurePrerequisites();
  const folder = mkdtempSync(join(tmpdir(), 'quarterly-test-'));
  // As root, PostgreSQL's own account must be able to pass through.
  chmodSync(folder, 0o755);
  guard(folder);
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

/**
 * From here on every process that a test starts is marked, by its environment or, as PostgreSQL gets none, by a path in the run's
 * folder; and is ended when this process has ended, in whatever way. What tests keep in temporary folders goes with it.
 */
function guard(folder: string): void {
  const name = 'QUARTERLY_TEST_RUN';
  // A run within a run, as a test of the tests is, has a guard of its own.
  process.env[name] = randomUUID();
  process.env.TMPDIR = folder;
  const script = fileURLToPath(new URL('guard-process.js', import.meta.url));
  const child = spawn(process.execPath, [script, `${name}=${process.env[name]}`, folder], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true,
    env: { ...process.env, [name]: '' },
  });
  child.unref();
  (child.stdin as Socket).unref();
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
