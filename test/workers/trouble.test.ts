import { Redis } from 'ioredis';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EditionNumber } from '../../src/core/index.ts';
import { deliveryReport } from '../../src/delivery/index.ts';
import { startRun } from '../../src/flows/index.ts';
import { addReaders, approvedEdition, buildHouse, type House } from '../kill/house.ts';
import { editor } from '../support/actors.ts';
import { quarterly, quarterlyRunning } from '../support/command.ts';
import { proxyTo } from '../support/proxy.ts';
import { until } from '../support/until.ts';

const READERS = 400;
const RATE = 25;
const LONG = 240_000;

let house: House;
let number = 0;

beforeAll(async () => {
  house = await buildHouse(1, { rate: RATE });
  await addReaders(house.app, READERS);
}, LONG);
afterAll(() => house?.close());

const report = (edition: EditionNumber) => deliveryReport(house.app.db, edition);
const run = (edition: EditionNumber) =>
  house.app.db.selectFrom('runs').selectAll().where('edition_number', '=', edition).executeTakeFirstOrThrow();

async function beingSent(): Promise<EditionNumber> {
  const edition = await approvedEdition(house, ++number);
  house.simulator.clear();
  await startRun(house.app, { edition, by: editor() });
  await until(() => house.simulator.counters().mails >= 20, LONG);
  return edition;
}

/** The run ends by itself, and each reader has one mail. */
async function endsWell(edition: EditionNumber): Promise<void> {
  await until(async () => (await run(edition)).state === 'succeeded', LONG);
  expect(await report(edition)).toMatchObject({ sent: READERS, unknown: 0, open: 0 });
  const readers = house.simulator.mails({ limit: 10_000 }).map((mail) => mail.destinations[0]);
  expect(readers).toHaveLength(READERS);
  expect(new Set(readers).size).toBe(READERS);
}

async function redis(...settings: string[]): Promise<void> {
  const client = new Redis(house.redis.url);
  await client.config('SET', ...(settings as [string, string]));
  client.disconnect();
}

async function toldByRedis(what: 'used_memory' | 'evicted_keys'): Promise<number> {
  const client = new Redis(house.redis.url);
  const told = await client.info();
  client.disconnect();
  return Number(new RegExp(`^${what}:(\\d+)`, 'm').exec(told)?.[1]);
}

test('Redis out of memory in mid-send: the run says so, goes on, and ends well', async () => {
  const edition = await beingSent();
  await redis('maxmemory', '1');
  await until(async () => (await run(edition)).reason?.startsWith('Waiting for Redis: ') === true, LONG);
  expect((await quarterly(house.env, 'runs', 'list')).out).toMatch(/running .*Waiting for Redis: .*OOM/);
  // A command that rings is no failure either.
  expect((await quarterly(house.env, 'edition', 'send', String(edition))).status).toBe(0);
  await redis('maxmemory', '0');
  await endsWell(edition);
}, 600_000);

test('Redis killed and emptied, then one that evicts: the run ends well', async () => {
  const edition = await beingSent();
  await house.redis.stop('SIGKILL');
  await until(async () => (await run(edition)).reason?.startsWith('Waiting for Redis: ') === true, LONG);
  await house.redis.start();
  const waits = async () => (await run(edition)).reason?.startsWith('Waiting for Redis: ') === true;
  await until(async () => !(await waits()), LONG);
  // What it holds now is all that it may: it throws out what it can, and refuses what does not fit even then.
  await redis('maxmemory-policy', 'allkeys-random');
  await redis('maxmemory', String(await toldByRedis('used_memory')));
  await until(async () => (await toldByRedis('evicted_keys')) > 0 || (await waits()), LONG);
  await redis('maxmemory', '0');
  await endsWell(edition);
}, 600_000);

test('a database that is read-only for a while: the run ends well', async () => {
  const edition = await beingSent();
  const readOnly = async (value: 'on' | 'off') => {
    await house.app.db.connection().execute(async (db) => {
      await sql`SET default_transaction_read_only = off`.execute(db);
      await sql.raw(`ALTER SYSTEM SET default_transaction_read_only = ${value}`).execute(db);
      await sql`SELECT pg_reload_conf()`.execute(db);
      await sql`RESET default_transaction_read_only`.execute(db);
    });
  };
  await readOnly('on');
  await until(async () => (await fetch(`http://127.0.0.1:${house.env.PORT}/health/ready`)).status === 503);
  const before = house.simulator.counters().mails;
  await new Promise((done) => setTimeout(done, 12_000));
  // What was in flight when it began is all that can have gone.
  expect(house.simulator.counters().mails - before).toBeLessThan(20);
  await readOnly('off');
  await endsWell(edition);
}, 600_000);

/** One file of WAL, which must stay writable: PostgreSQL itself ends where it is not. */
const FILES_MAY_BE = 16 * 1_048_576;

/** From now on each change of a delivery asks for room on the disk, and its file is larger than `FILES_MAY_BE` already. */
async function growDeliveries(): Promise<() => Promise<void>> {
  const { db } = house.app;
  await sql`ALTER TABLE deliveries SET (fillfactor = 100, autovacuum_enabled = off)`.execute(db);
  await sql`
    INSERT INTO deliveries (edition_number, subscriber_id, state, reason, updated_at)
    SELECT 9999, n, 'skipped', repeat('x', 300), now() FROM generate_series(1, 60000) n`.execute(db);
  // So that no page has room left.
  await sql`VACUUM FULL deliveries`.execute(db);
  const { rows } = await sql<{ octets: number }>`SELECT pg_relation_size('deliveries') AS octets`.execute(db);
  expect(rows[0]?.octets).toBeGreaterThan(FILES_MAY_BE);
  // While somebody may still see how they were, no room of theirs is used again.
  const looking = new pg.Client(house.env.DATABASE_URL);
  await looking.connect();
  await looking.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT FROM deliveries LIMIT 1');
  return () => looking.end();
}

test('a disk that is full in mid-send: the run says so, goes on by itself, and ends well', async () => {
  const lookAway = await growDeliveries();
  const edition = await beingSent();
  house.limitFiles(FILES_MAY_BE);
  await until(
    async () => /cannot be sent at present: .*File too large/.test((await run(edition)).reason ?? ''),
    LONG,
  );
  expect((await run(edition)).state).toBe('running');
  const before = house.simulator.counters().mails;
  await new Promise((done) => setTimeout(done, 5_000));
  // What was marked already is all that can have gone.
  expect(house.simulator.counters().mails - before).toBeLessThan(20);
  house.limitFiles('unlimited');
  await until(async () => !(await run(edition)).reason?.includes('File too large'), LONG);
  await endsWell(edition);
  await lookAway();
  await sql`DELETE FROM deliveries WHERE edition_number = 9999`.execute(house.app.db);
  await sql`ALTER TABLE deliveries SET (fillfactor = 24, autovacuum_enabled = on)`.execute(house.app.db);
}, 600_000);

test('a worker whose database has fallen silent ends when it is told to', async () => {
  const proxy = await proxyTo(house.env.DATABASE_URL ?? '');
  const worker = await quarterlyRunning(
    { ...house.env, DATABASE_URL: proxy.url },
    /worker started/,
    'worker',
  );
  proxy.swallow();
  expect(await worker.stop()).toBe(0);
  await proxy.close();
}, 600_000);

test.each([
  ['a day fast', 86_400_000],
  ['a day slow', -86_400_000],
])(
  'a worker whose clock is %s beside a right one in mid-send: each reader has one mail, and no slot is taken',
  async (_, ms) => {
    const skewed = `const { now } = Date; const Real = Date;
    globalThis.Date = class extends Real { constructor(...a) { a.length ? super(...a) : super(now() + (${ms})); } static now() { return now() + (${ms}); } };`;
    const env = {
      ...house.env,
      CADENCE: '0 9 * * *',
      FLOW_LEAD_DAYS: '0',
      NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(skewed)}"`,
    };
    const worker = await quarterlyRunning(env, /worker started/, 'worker');
    expect(worker.said()).toMatch(new RegExp(`${Math.abs(ms) / 1_000} s (ahead of|behind) the database's`));
    const edition = await beingSent();
    await endsWell(edition);
    expect(await house.app.db.selectFrom('slots').selectAll().execute()).toEqual([]);
    await worker.stop();
  },
  600_000,
);
