/** Asks the database one statement; the rows as they come. */
export type AskDatabase = <Row>(statement: string) => Promise<Row[]>;

/** What the database says of itself; read only. */
export type DatabaseFacts = {
  versionNumber: number;
  version: string;
  database: string;
  role: string;
  encoding: string;
  readOnly: boolean;
  mayCreateInDatabase: boolean;
  mayCreateInPublic: boolean;
  /** Tables of ours that this role may not read and write. */
  closedTables: string[];
  /** Tables of ours that belong to another role, so that no migration may change them. */
  foreignTables: string[];
  /** Every migration that was applied. */
  migrations: string[];
  /** This machine's clock minus the database's, ms. */
  clockDifferenceMs: number;
  connections: { used: number; most: number };
};

const ITSELF = `
  SELECT current_setting('server_version_num')::int AS "versionNumber",
    split_part(current_setting('server_version'), ' ', 1) AS version,
    current_database() AS database, current_user AS role,
    pg_encoding_to_char((SELECT encoding FROM pg_database WHERE datname = current_database())) AS encoding,
    (pg_is_in_recovery() OR current_setting('default_transaction_read_only') = 'on') AS "readOnly",
    has_database_privilege(current_database(), 'CREATE') AS "mayCreateInDatabase",
    coalesce(has_schema_privilege(to_regnamespace('public')::oid, 'CREATE'), false) AS "mayCreateInPublic",
    (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS used,
    current_setting('max_connections')::int AS most`;

const TABLES = `
  SELECT relname AS name, pg_get_userbyid(relowner) <> current_user
      AND NOT pg_has_role(current_user, relowner, 'MEMBER') AS "isForeign",
    NOT (has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT')
      AND has_table_privilege(oid, 'UPDATE') AND has_table_privilege(oid, 'DELETE')) AS closed
  FROM pg_class WHERE relkind = 'r' AND relnamespace = to_regnamespace('public') ORDER BY relname`;

type Itself = Omit<
  DatabaseFacts,
  'closedTables' | 'foreignTables' | 'migrations' | 'clockDifferenceMs' | 'connections'
> & { used: number; most: number };

export async function readDatabase(ask: AskDatabase, now: () => number): Promise<DatabaseFacts> {
  const [itself] = await ask<Itself>(ITSELF);
  if (!itself) throw new Error('the database said nothing of itself');
  const { used, most, ...rest } = itself;
  const tables = await ask<{ name: string; isForeign: boolean; closed: boolean }>(TABLES);
  return {
    ...rest,
    connections: { used, most },
    closedTables: tables.filter(({ closed }) => closed).map(({ name }) => name),
    foreignTables: tables.filter(({ isForeign }) => isForeign).map(({ name }) => name),
    migrations: await migrationsIn(ask, tables),
    clockDifferenceMs: await clockDifference(ask, now),
  };
}

async function migrationsIn(
  ask: AskDatabase,
  tables: readonly { name: string; closed: boolean }[],
): Promise<string[]> {
  const kept = tables.find(({ name }) => name === 'kysely_migration');
  if (!kept || kept.closed) return [];
  const rows = await ask<{ name: string }>('SELECT name FROM kysely_migration ORDER BY name');
  return rows.map(({ name }) => name);
}

async function clockDifference(ask: AskDatabase, now: () => number): Promise<number> {
  const from = now();
  const [row] = await ask<{ ms: number }>(
    'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms',
  );
  return (from + now()) / 2 - (row?.ms ?? 0);
}

/** A process that has shown a sign of life of late. */
export type LivingProcess = { role: string; version: string; sending: string; host: string };
