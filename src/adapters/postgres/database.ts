import { Kysely, Migrator, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Database, Log } from '../../core/index.ts';
import { fault, sentenceOf } from '../../core/index.ts';
import type { Tables } from '../../core/tables/index.ts';
import { WATCHED } from './client.ts';
import { migrations } from './migrations/index.ts';

const INT8 = 20;
const DATE = 1082;

/** int8 as number (ids and counts stay far below 2^53) and date as text: a date has no time zone. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return Number;
    if (oid === DATE) return (text: string) => text;
    return pg.types.getTypeParser(oid, format as 'text');
  }) as pg.CustomTypesConfig['getTypeParser'],
};

export type DatabaseConnection = { db: Database; pool: pg.Pool; close(): Promise<void> };

/** Opens a pool of at most `max` connections. Nothing is sent until the first query. */
export function connectDatabase(url: string, log: Log, max = 10): DatabaseConnection {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    application_name: 'quarterly',
    ...WATCHED,
  });
  // Without a listener, a server restart would end the process through an idle client's error event.
  pool.on('error', (error) => log.warn({ error: error.message }, 'idle database connection lost'));
  pool.on('connect', (client) => {
    // A client in use has no listener of the pool's: a restart between two of its queries would end the process too.
    client.on('error', (error) => log.warn({ error: error.message }, 'database connection lost'));
    keepStatements(client);
  });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, close: () => db.destroy() };
}

/**
 * Brings the schema up to date; several processes may call it at once, Kysely takes an advisory lock.
 * @throws Fault `unavailable` naming the migration that failed.
 */
export async function migrate(db: Database): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  await refuseNewer(db, migrator);
  const { error, results = [] } = await migrator.migrateToLatest();
  const failed = results.find((result) => result.status === 'Error');
  if (error) {
    throw fault(
      'unavailable',
      `The database could not be brought up to date${failed ? ` (${failed.migrationName})` : ''}: ${sentenceOf(error)}`,
    );
  }
  return results.map((result) => result.migrationName);
}

/** Names of all migrations that this program knows, in their order. */
export const migrationNames = (): string[] => Object.keys(migrations).sort();

/**
 * Brings a database to the schema of one migration, or to this program's; for a backup of an earlier version.
 * @throws Fault `unavailable` naming the migration that failed.
 */
export async function migrateUpTo(db: Database, last: string | undefined): Promise<void> {
  if (last === undefined) return void (await migrate(db));
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateTo(last);
  if (error) throw fault('unavailable', `The database could not be brought to ${last}: ${sentenceOf(error)}`);
}

/** An older program knows neither the newer tables nor what their rows mean. @throws Fault `conflict` */
async function refuseNewer(db: Database, migrator: Migrator): Promise<void> {
  const known = new Set((await migrator.getMigrations()).map(({ name }) => name));
  const { rows } = await sql<{
    exists: boolean;
  }>`SELECT to_regclass('kysely_migration') IS NOT NULL AS exists`.execute(db);
  if (!rows[0]?.exists) return;
  const applied = await sql<{ name: string }>`SELECT name FROM kysely_migration ORDER BY name`.execute(db);
  const newer = applied.rows.filter(({ name }) => !known.has(name)).at(-1);
  if (!newer) return;
  throw fault(
    'conflict',
    `This database is newer than this program (it has ${newer.name}): start the program that brought it up to date, or restore a backup from before.`,
  );
}

/** The comment `keep name` at its beginning has a statement parsed and planned once a connection: half the cost of a short one. */
const KEPT = /^\s*\/\* keep (\w+) \*\//;

function keepStatements(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (query: unknown, ...rest: unknown[]) => unknown;
  const keeping = (text: unknown, ...rest: unknown[]) => {
    const name = typeof text === 'string' ? KEPT.exec(text)?.[1] : undefined;
    if (name === undefined) return query(text, ...rest);
    const [values, ...callback] = rest;
    return query({ name, text, values }, ...callback);
  };
  Object.assign(client, { query: keeping });
}
