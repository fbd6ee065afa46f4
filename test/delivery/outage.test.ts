import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Database, type EditionNumber, type Log, sayReason } from '../../src/core/index.ts';
import {
  createPacer,
  deliveryReport,
  type Mailer,
  outagesOf,
  planDeliveries,
  sendBatch,
  waitsForSes,
} from '../../src/delivery/index.ts';
import { pauseRun, runControl } from '../../src/flows/index.ts';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { editor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { freePort } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { mailerTo, stopping, workerOf } from './support/deps.ts';
import { readyToSend } from './support/edition.ts';

const never = new AbortController().signal;
let db: Database;
let port: number;
let mailer: Mailer;
let edition: EditionNumber;
let number = 0;
let simulator: Simulator | undefined;

beforeAll(async () => {
  ({ db } = await freshDatabase());
});
beforeEach(async () => {
  port = await freePort();
  mailer = mailerTo(`http://127.0.0.1:${port}`);
  await db.deleteFrom('deliveries').execute();
  await db.deleteFrom('subscribers').execute();
  // As of an account that has been in use.
  await db.deleteFrom('pace').execute();
  await db.insertInto('pace').values(used).execute();
  number += 1;
  edition = await readyToSend(db, number, 60);
  await planDeliveries(workerOf(db, mailer), edition);
});
afterAll(async () => {
  mailer.close();
  await simulator?.close();
});

const used = {
  account: 'ses',
  next_at: 0,
  factor: 1,
  factor_at: 0,
  quota_per_second: 100,
  quota_per_day: null,
  sent_today: 0,
  asked_at: Date.now() / 1_000,
  // Not due again while these tests run.
  answered_at: Date.now() / 1_000 + 3_600,
  away_since: null,
  away_reason: null,
  try_at: 0,
  try_gap: 1,
};

/** A worker of its own whose lines are kept. */
function worker(lines: string[]) {
  const write = (_fields: object, message: string) => void lines.push(message);
  const log: Log = { info: write, warn: write, error: write };
  return workerOf(db, mailer, {
    log,
    concurrency: 8,
    pacer: createPacer({ db, mailer, log, runs: runControl }),
  });
}

const startHere = () => startSimulator({ port, maxSendRate: 100, max24HourSend: -1, latencyMs: 5 });
const outage = async () => (await outagesOf(db, edition)).present;

test('while SES cannot be reached the run can say so, one call at a time tries, and all goes out when it is back', async () => {
  const lines: string[] = [];
  const workers = [worker(lines), worker(lines)].map((one) => sendBatch(one, edition, never));
  await until(async () => (await outage()) !== undefined);
  const present = (await outage()) ?? expect.unreachable();
  expect(sayReason(waitsForSes(present), 'terminal')).toMatch(
    /^Waiting for Amazon SES: connection refused \(.*\), since [-\d]+ [:\d]+ UTC, tried \d+ times, next try at [-\d]+ [:\d]+ UTC\./,
  );
  // What two workers had in flight, and the single try that made it sure: not the whole edition, again and again.
  expect(present.tries).toBeLessThan(60);
  expect(await deliveryReport(db, edition)).toMatchObject({ open: 60, unknown: 0, rejectedBy: {} });

  simulator = await startHere();
  await Promise.all(workers);
  expect(await deliveryReport(db, edition)).toMatchObject({ sent: 60, unknown: 0, done: true });
  expect(await db.selectFrom('deliveries').select('tries').distinct().execute()).toEqual([{ tries: 1 }]);
  expect(new Set(simulator.mails().map((mail) => mail.destinations[0])).size).toBe(60);
  expect(simulator.counters().mails).toBe(60);

  await until(async () => (await outagesOf(db, edition)).past.length === 1);
  const { past, present: still } = await outagesOf(db, edition);
  expect(still).toBeUndefined();
  expect(past[0]).toMatchObject({ reason: expect.stringContaining('connection refused') });
  expect(past[0]?.tries).toBeGreaterThanOrEqual(present.tries);
  await until(() => lines.length === 2);
  expect(lines).toEqual([
    'Amazon SES cannot be reached: one call at a time tries',
    'Amazon SES answers again',
  ]);
  await simulator.close();
});

test('tries grow rarer over all workers, but for three seconds at the most', async () => {
  const stop = new AbortController();
  const workers = [worker([]), worker([]), worker([])].map((one) => sendBatch(one, edition, stop.signal));
  const pace = () => db.selectFrom('pace').select(['try_gap', 'away_tries']).executeTakeFirstOrThrow();
  await until(async () => (await pace()).try_gap === 3);
  // As a process of an older version leaves it, which tried once a minute after a while.
  await db
    .updateTable('pace')
    .set({ try_gap: 60, try_at: Date.now() / 1_000 + 60 })
    .execute();
  const { away_tries } = await pace();
  await until(async () => (await pace()).away_tries >= away_tries + 2);
  expect((await pace()).try_gap).toBe(3);
  stop.abort();
  await Promise.all(workers);
  expect((await deliveryReport(db, edition)).states).toMatchObject({ planned: 60, calling: 0, claimed: 0 });
});

test('a pause is heard between two tries', async () => {
  const sending = sendBatch(worker([]), edition, never);
  await until(async () => (await outage()) !== undefined);
  await pauseRun(stopping(db), { edition, by: editor() });
  await sending;
  expect((await deliveryReport(db, edition)).states).toMatchObject({ planned: 60, calling: 0, claimed: 0 });
});

test('one refused connection is no outage', async () => {
  const lines: string[] = [];
  const one = worker(lines);
  one.pacer.away('connection refused');
  simulator = await startHere();
  await sendBatch(one, edition, never);
  expect(await deliveryReport(db, edition)).toMatchObject({ sent: 60, done: true });
  expect(await outagesOf(db, edition)).toEqual({ past: [] });
  expect(lines).toEqual([]);
  await simulator.close();
});
