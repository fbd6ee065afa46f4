import { randomUUID } from 'node:crypto';
import { Migrator, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { connectDatabase, type DatabaseConnection, migrate } from '../../src/adapters/postgres/database.ts';
import { migrations } from '../../src/adapters/postgres/migrations/index.ts';
import { silentLog } from '../../src/core/index.ts';

const names = Object.keys(migrations);
let server: DatabaseConnection;
const opened: DatabaseConnection[] = [];
const created: string[] = [];

beforeAll(() => {
  server = connectDatabase(addressOf('postgres'), silentLog, 2);
});
afterAll(async () => {
  await Promise.all(opened.map((connection) => connection.close()));
  for (const name of created) await sql.raw(`DROP DATABASE ${name} WITH (FORCE)`).execute(server.db);
  await server.close();
});

function addressOf(name: string): string {
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return url.href;
}

/** A database without a single table; call `open` once for each client that it is to have. */
async function blankDatabase(): Promise<{ open(): DatabaseConnection }> {
  const name = `blank_${randomUUID().replaceAll('-', '')}`;
  await sql.raw(`CREATE DATABASE ${name} TEMPLATE template0`).execute(server.db);
  created.push(name);
  return {
    open: () => {
      const connection = connectDatabase(addressOf(name), silentLog, 3);
      opened.push(connection);
      return connection;
    },
  };
}

/** Every column, constraint, index and trigger, in an order that does not depend on when it was made. */
async function schemaOf({ db }: DatabaseConnection): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT 'column' AS kind, table_name AS place, column_name AS name,
           concat_ws(' ', data_type, is_nullable, column_default, is_identity) AS definition
      FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid)
      FROM pg_trigger WHERE NOT tgisinternal
    ORDER BY 1, 2, 3, 4`.execute(db);
  return rows;
}

test('a kept statement answers in every form in which `pg` can be asked', async () => {
  const { pool } = (await blankDatabase()).open();
  const kept = '/* keep form */ SELECT $1::int AS one';
  expect((await pool.query(kept, [1])).rows).toEqual([{ one: 1 }]);
  const client = await pool.connect();
  expect((await client.query(kept, [2])).rows).toEqual([{ one: 2 }]);
  expect((await client.query({ text: 'SELECT 3 AS one' })).rows).toEqual([{ one: 3 }]);
  client.release();
});

describe('the migrations', () => {
  let whole: unknown[];
  beforeAll(async () => {
    const connection = (await blankDatabase()).open();
    expect(await migrate(connection.db)).toEqual(names);
    whole = await schemaOf(connection);
  });

  test('are listed in the order in which they run', () => {
    expect(names).toEqual([...names].sort());
    for (const name of names) expect(name).toMatch(/^\d{4}-[a-z0-9-]+$/);
  });

  test('leave a database that is up to date alone', async () => {
    const connection = (await blankDatabase()).open();
    await migrate(connection.db);
    expect(await migrate(connection.db)).toEqual([]);
    expect(await schemaOf(connection)).toEqual(whole);
  });

  const step = async ({ db }: DatabaseConnection, name: string) => {
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
    expect((await migrator.migrateTo(name)).error, name).toBeUndefined();
  };

  test('run one at a time to the same as at once', async () => {
    const connection = (await blankDatabase()).open();
    for (const name of names) await step(connection, name);
    expect(await schemaOf(connection)).toEqual(whole);
  });

  // The first there ever was, and the last of version 0.1.0.
  test.each(['0001-foundation', '0370-unread-characters'])(
    'go on from a database that stands at %s',
    async (name) => {
      const connection = (await blankDatabase()).open();
      await step(connection, name);
      expect(await migrate(connection.db)).toEqual(names.slice(names.indexOf(name) + 1));
      expect(await schemaOf(connection)).toEqual(whole);
    },
  );

  test('run once when several processes start at once', async () => {
    const blank = await blankDatabase();
    const connections = [blank.open(), blank.open(), blank.open()];
    const applied = await Promise.all(connections.map(({ db }) => migrate(db)));
    expect(applied.flat()).toEqual(names);
    expect(await schemaOf(connections[0] as DatabaseConnection)).toEqual(whole);
  });

  test('say in one sentence which of them failed', async () => {
    const connection = (await blankDatabase()).open();
    await sql`CREATE TABLE settings (key text)`.execute(connection.db);
    await expect(migrate(connection.db)).rejects.toThrow(
      /^The database could not be brought up to date \(0001-foundation\): .*settings/,
    );
  });
});

describe('what the driver returns', () => {
  test('counts are numbers, dates are text, moments are dates', async () => {
    const { rows } = await sql<Record<string, unknown>>`
      SELECT count(*) AS counted, 9007199254740991::int8 AS large, date '2017-08-01' AS day,
             timestamptz '2017-08-01 09:00+01' AS moment, NULL::int8 AS nothing`.execute(server.db);
    expect(rows[0]).toEqual({
      counted: 1,
      large: 9_007_199_254_740_991,
      day: '2017-08-01',
      moment: new Date('2017-08-01T08:00:00Z'),
      nothing: null,
    });
  });

  test('a connection that the server ends is replaced by the next query', async () => {
    const connection = connectDatabase(addressOf('postgres'), silentLog, 1);
    opened.push(connection);
    const me = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(connection.db);
    const lost = new Promise((done) => connection.pool.once('error', done));
    await sql`SELECT pg_terminate_backend(${me.rows[0]?.pid})`.execute(server.db);
    await lost;
    const { rows } = await sql`SELECT 1 AS one`.execute(connection.db);
    expect(rows).toEqual([{ one: 1 }]);
  });
});

test('a program that is older than the database says so and changes nothing', async () => {
  const blank = await blankDatabase();
  const { db } = blank.open();
  await migrate(db);
  await sql`INSERT INTO kysely_migration (name, timestamp) VALUES ('9999-of-the-future', '2030-01-01T00:00:00Z')`.execute(
    db,
  );
  await expect(migrate(db)).rejects.toThrow(
    'This database is newer than this program (it has 9999-of-the-future): start the program that brought it up to date',
  );
});
