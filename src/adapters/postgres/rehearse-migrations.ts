import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { migrations } from './migrations/index.ts';
import { headOfStatement, splitStatements } from './split-statements.ts';

/** What a statement does to a table that is there already. */
export type TouchedTable = {
  table: string;
  /** As PostgreSQL names it ("Table-Level Locks" in its manual); the strongest that the statement took. */
  lock: string;
  /** Written anew; read as a whole, for an index or a check; or its rows changed. */
  work: 'rewritten' | 'read' | 'rows changed' | null;
};
export type RehearsedStatement = { statement: string; tables: TouchedTable[] };
export type RehearsedMigration = { name: string; statements: RehearsedStatement[] };

/** From the weakest to the strongest. */
const LOCKS = [
  'AccessShareLock',
  'RowShareLock',
  'RowExclusiveLock',
  'ShareUpdateExclusiveLock',
  'ShareLock',
  'ShareRowExclusiveLock',
  'ExclusiveLock',
  'AccessExclusiveLock',
];

/**
 * Does migrations to a database that is thrown away, statement by statement, and notes which of the tables that were there before
 * each has locked: what PostgreSQL itself says of it, and no guess from its words.
 */
export async function rehearseMigrations(
  url: string,
  names: readonly string[],
): Promise<RehearsedMigration[]> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const recorder: Recorder = { statements: undefined, before: [] };
  pool.on('connect', (client) => record(client, recorder));
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    recorder.before = await tablesOf(db);
    const rehearsed: RehearsedMigration[] = [];
    for (const name of names) {
      const statements: RehearsedStatement[] = [];
      await db.transaction().execute(async (tx) => {
        recorder.statements = statements;
        await migrations[name]?.up(tx);
        recorder.statements = undefined;
      });
      rehearsed.push({ name, statements });
    }
    return rehearsed;
  } finally {
    await db.destroy();
  }
}

/** `statements`: where to note what is done; undefined = nothing is noted. */
type Recorder = { statements: RehearsedStatement[] | undefined; before: readonly string[] };
type Query = (text: string, values?: unknown[]) => Promise<pg.QueryResult>;

/** A text of several statements is sent one by one. */
function record(client: pg.PoolClient, recorder: Recorder): void {
  const query = client.query.bind(client) as Query;
  const noting: Query = async (text, values = []) => {
    const { statements, before } = recorder;
    if (!statements) return query(text, values);
    let result: pg.QueryResult | undefined;
    for (const statement of values.length > 0 ? [text] : splitStatements(text)) {
      const was = await standing(query);
      result = await query(statement, values);
      const is = await standing(query);
      const tables = before.flatMap((table) => touched(table, { statement, was, is }));
      statements.push({ statement: headOfStatement(statement), tables });
    }
    return result ?? query(text, values);
  };
  Object.assign(client, { query: noting });
}

/** What a transaction holds of each table: its locks, the file that it lies in, its newest index. */
type Standing = Map<string, { file: string; newest: string | null; locks: ReadonlySet<string> }>;
type Step = { statement: string; was: Standing; is: Standing };

/** A lock is the statement's if it was not held before, or if the statement names the table. */
function touched(table: string, step: Step): TouchedTable[] {
  const [was, is] = [step.was.get(table), step.is.get(table)];
  if (!is) return [{ table, lock: 'AccessExclusiveLock', work: null }].filter(() => was !== undefined);
  const added = [...is.locks].filter((lock) => !was?.locks.has(lock));
  const held = names(step.statement, table) ? [...is.locks] : added;
  const lock = LOCKS.findLast((one) => held.includes(one));
  return lock ? [{ table, lock, work: workOf(table, step) }] : [];
}

function workOf(table: string, { statement, was, is }: Step): TouchedTable['work'] {
  const [before, after] = [was.get(table), is.get(table)];
  if (before?.file !== after?.file) return 'rewritten';
  if (before?.newest !== after?.newest) return 'read';
  if (!names(statement, table)) return null;
  const head = headOfStatement(statement);
  if (/^(update|delete|with|insert|do)\b/i.test(head)) return 'rows changed';
  return /^alter table .*(add constraint|set not null|validate|check \()/i.test(head) ? 'read' : null;
}

const names = (statement: string, table: string) => new RegExp(`\\b${table}\\b`, 'i').test(statement);

async function tablesOf(db: Kysely<unknown>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
      AND relname NOT LIKE 'kysely_%' ORDER BY 1`.execute(db);
  return rows.map(({ name }) => name);
}

async function standing(query: Query): Promise<Standing> {
  const { rows } = await query(`
    SELECT c.relname AS name, c.relfilenode::text AS file,
      (SELECT max(i.indexrelid::bigint) FROM pg_index i WHERE i.indrelid = c.oid) AS newest,
      ARRAY(SELECT DISTINCT l.mode FROM pg_locks l WHERE l.relation = c.oid AND l.pid = pg_backend_pid()) AS locks
    FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`);
  return new Map(
    rows.map(({ name, file, newest, locks }) => [name, { file, newest, locks: new Set(locks) }]),
  );
}
