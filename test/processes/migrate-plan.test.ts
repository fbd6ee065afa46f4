import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrateUpTo, migrationNames } from '../../src/adapters/postgres/index.ts';
import { splitStatements } from '../../src/adapters/postgres/split-statements.ts';
import { quarterly } from '../support/command.ts';
import { emptyDatabase, freshDatabase } from '../support/database.ts';

/** A schema of before the index of notices was made anew and deliveries were folded. */
const BEFORE = '0350-journals';

test('statements are told apart by what semicolons end, and not by others', () => {
  expect(
    splitStatements("SELECT ';'; -- a;b\nDO $$ BEGIN x; END $$; CREATE FUNCTION f() AS $f$ a; $f$;\n/* ; */"),
  ).toEqual(["SELECT ';'", '-- a;b\nDO $$ BEGIN x; END $$', 'CREATE FUNCTION f() AS $f$ a; $f$']);
});

test('`migrate --plan` says what is pending, what each statement locks and for how long, and changes nothing', async () => {
  const { db, url, disconnect } = await emptyDatabase();
  await migrateUpTo(db, BEFORE);
  await sql`INSERT INTO notices (kind, to_address, params, state, created_at, updated_at)
    SELECT 'welcome', 'reader' || n || '@example.org', '{}', 'accepted', now(), now() FROM generate_series(1, 900) n`.execute(
    db,
  );
  await sql`ANALYZE notices`.execute(db);
  await disconnect();
  const env = { DATABASE_URL: url };
  const pending = migrationNames().filter((name) => name > BEFORE);

  const json = await quarterly(env, 'migrate', '--plan', '--json');
  expect(json).toMatchObject({ status: 0, err: '' });
  const plan = JSON.parse(json.out);
  expect(plan.schema).toBe(BEFORE);
  expect(plan.pending.map(({ name }: { name: string }) => name)).toEqual(pending);
  const statementsOf = (name: string) =>
    plan.pending.find((one: { name: string }) => one.name === name).statements as {
      statement: string;
      locks: object[];
    }[];
  const notices = statementsOf('0370-unread-characters');
  expect(notices.map(({ statement }) => statement.split('(')[0])).toEqual([
    'DROP INDEX notices_mailbox',
    expect.stringContaining('CREATE OR REPLACE FUNCTION mailbox_of'),
    'CREATE INDEX notices_mailbox ON notices ',
  ]);
  expect(notices[0]?.locks).toMatchObject([
    { table: 'notices', lock: 'AccessExclusiveLock', waits: 'everybody', rows: 900 },
  ]);
  expect(notices[1]?.locks).toEqual([]);
  expect(notices[2]?.locks).toMatchObject([{ table: 'notices', work: 'read', rows: 900, seconds: 0 }]);
  const folded = statementsOf('0380-folded-deliveries');
  expect(folded.find(({ statement }) => statement.startsWith('ALTER TABLE plans'))?.locks).toMatchObject([
    { table: 'plans', lock: 'AccessExclusiveLock', waits: 'everybody', work: null, seconds: 0 },
  ]);

  const words = await quarterly(env, 'migrate', '--plan');
  expect(words.out).toContain(`The database has ${BEFORE}.`);
  expect(words.out).toContain('locks notices (AccessExclusiveLock: everybody who reads or writes it waits)');
  expect(words.out).toMatch(/until it ends nobody reads or writes .*notices/);
  // Both looked at the same database: the first has changed nothing.
  expect(JSON.parse((await quarterly(env, 'migrate', '--plan', '--json')).out)).toEqual(plan);
});

test('where nothing is pending, or the database is empty, it says so; a newer one is refused', async () => {
  const { db, url } = await freshDatabase();
  expect((await quarterly({ DATABASE_URL: url }, 'migrate', '--plan')).out).toBe(
    `Nothing is pending: the database is up to date (${migrationNames().at(-1)}).\n`,
  );
  await sql`INSERT INTO kysely_migration (name, timestamp) VALUES ('9999-later', now())`.execute(db);
  expect(await quarterly({ DATABASE_URL: url }, 'migrate', '--plan')).toMatchObject({
    status: 1,
    err: expect.stringContaining('newer than this program'),
  });
  const empty = await emptyDatabase();
  const said = await quarterly({ DATABASE_URL: empty.url }, 'migrate', '--plan');
  expect(said.out).toContain('The database is empty');
  const { rows } = await sql`SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace`.execute(
    empty.db,
  );
  expect(rows).toEqual([]);
});
