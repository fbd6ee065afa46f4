import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../adapters/embedded-postgres/index.ts';
import {
  connectAlone,
  connectDatabase,
  migrateUpTo,
  migrationNames,
  type RehearsedMigration,
  rehearseMigrations,
  type TouchedTable,
} from '../adapters/postgres/index.ts';
import type { Config } from '../config.ts';
import { fault, type Log } from '../core/index.ts';
import { measuredTables, migrationsDone, type Size } from './migration-plan.store.ts';

type Asked = { config: Pick<Config, 'databaseUrl' | 'dataDir'>; log: Log };

/** A table that a statement locks, how large it is now, and who waits. */
export type PlannedLock = TouchedTable &
  Size & { waits: 'nobody' | 'writers' | 'everybody'; seconds: number };
export type PlannedMigration = {
  name: string;
  statements: { statement: string; locks: PlannedLock[] }[];
};
export type MigrationPlan = {
  /** The last migration that the database has; null = it is empty. */
  schema: string | null;
  pending: PlannedMigration[];
};

/** Rows that PostgreSQL reads for an index, or writes anew, in a second on two plain cores. */
const READ_A_SECOND = 300_000;
const WRITTEN_A_SECOND = 50_000;

/**
 * What bringing the database up to date would do to it: the pending migrations are done to a database that is thrown away, and
 * the tables that they lock are measured in the real one, which is only read.
 * @throws Fault `conflict` for a database of a newer version.
 */
export async function planMigration(asked: Asked): Promise<MigrationPlan> {
  const known = migrationNames();
  const { done, sizes } = await standing(asked);
  const newer = done.find((name) => !known.includes(name));
  if (newer !== undefined)
    throw fault(
      'conflict',
      `This database is newer than this program (it has ${newer}): start the program that brought it up to date.`,
    );
  const pending = known.filter((name) => !done.includes(name));
  const schema = done.at(-1) ?? null;
  if (pending.length === 0) return { schema, pending: [] };
  const rehearsed = await rehearsal(asked.log, { done, pending });
  return { schema, pending: rehearsed.map((migration) => planned(migration, sizes)) };
}

function planned(
  { name, statements }: RehearsedMigration,
  sizes: ReadonlyMap<string, Size>,
): PlannedMigration {
  return {
    name,
    statements: statements.map(({ statement, tables }) => ({
      statement,
      locks: tables.map((touched) => lockOf(touched, sizes.get(touched.table) ?? { rows: 0, octets: 0 })),
    })),
  };
}

function lockOf(touched: TouchedTable, size: Size): PlannedLock {
  const rate = touched.work === 'read' ? READ_A_SECOND : WRITTEN_A_SECOND;
  const seconds = touched.work === null ? 0 : Math.round((size.rows / rate) * 10) / 10;
  return { ...touched, ...size, waits: waitsFor(touched.lock), seconds };
}

/** PostgreSQL's manual, "Table-Level Locks": what a reader or a writer of rows conflicts with. */
function waitsFor(lock: string): PlannedLock['waits'] {
  if (lock === 'AccessExclusiveLock') return 'everybody';
  return ['ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock'].includes(lock) ? 'writers' : 'nobody';
}

/** An installation that was never started has no database, and is given none. */
async function standing({ config, log }: Asked): Promise<{ done: string[]; sizes: Map<string, Size> }> {
  if (!config.databaseUrl && !existsSync(config.dataDir)) return { done: [], sizes: new Map() };
  const embedded = config.databaseUrl ? undefined : await startEmbeddedPostgres(config.dataDir, log);
  const client = await connectAlone(config.databaseUrl ?? (embedded?.url as string), 'quarterly plan');
  try {
    return { done: await migrationsDone(client), sizes: await measuredTables(client) };
  } finally {
    await client.end();
    await embedded?.release();
  }
}

async function rehearsal(
  log: Log,
  { done, pending }: { done: readonly string[]; pending: readonly string[] },
): Promise<RehearsedMigration[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'quarterly-plan-'));
  // PostgreSQL's own account, where we are root, must reach it.
  await chmod(dataDir, 0o755);
  const server = await startEmbeddedPostgres(dataDir, log);
  try {
    const { db, close } = connectDatabase(server.url, log, 2);
    const last = done.at(-1);
    if (last !== undefined) await migrateUpTo(db, last);
    await close();
    return await rehearseMigrations(server.url, pending);
  } finally {
    await server.release();
    await rm(dataDir, { recursive: true, force: true });
  }
}
