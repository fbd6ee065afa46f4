import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database, EditionNumber } from '../../src/core/index.ts';
import { deliveryReport, type Mailer, planDeliveries, sendBatch } from '../../src/delivery/index.ts';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { freshDatabase } from '../support/database.ts';
import { freePort } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { mailerTo, workerOf } from './support/deps.ts';
import { readyToSend } from './support/edition.ts';
import { type Change, changeReader, createHistory } from './support/history.ts';

const READERS = 600;
const CHANGES = 1_000;
const never = new AbortController().signal;

let db: Database;
let edition: EditionNumber;
let port: number;
let simulator: Simulator;
let real: Mailer;

beforeAll(async () => {
  ({ db } = await freshDatabase());
  edition = await readyToSend(db, 1, READERS);
  port = await freePort();
  real = mailerTo(`http://127.0.0.1:${port}`);
  await start(10);
});
afterAll(async () => {
  real.close();
  await simulator.close();
});

/** Slow to answer, and so slow a rate that the edition lasts for as long as there are changes to come. */
async function start(maxSendRate: number): Promise<void> {
  simulator = await startSimulator({ port, maxSendRate, max24HourSend: -1, latencyMs: [300, 600] });
}

test('a thousand changes during a send with a slow SES and an outage: no call misses one that is older than two seconds', async () => {
  const history = await createHistory(db);
  const kinds = new Set<string>();
  const mailer: Mailer = {
    ...real,
    send: async (mail) => {
      const begun = performance.now();
      const answer = await real.send(mail);
      if (answer.kind === 'accepted' || answer.kind === 'unknown') history.called(mail, begun);
      kinds.add(answer.kind);
      return answer;
    },
  };
  await planDeliveries(workerOf(db, mailer), edition);
  const workers = [1, 2].map(() =>
    sendBatch(workerOf(db, mailer, { concurrency: 12, leaseSeconds: 20 }), edition, never),
  );
  let made = 0;
  const change = async (one: Change) => {
    await changeReader(db, history, one);
    made += 1;
    if (made === CHANGES / 4) await simulator.close();
    if (made === CHANGES / 2) await start(10);
  };
  await until(() => history.calls().length > 5, 60_000);
  for (let n = 0; n < CHANGES; n += 4)
    await Promise.all(
      [0, 1, 2, 3].map((k) => change({ reader: 1 + (((n + k) * 37) % READERS), nth: n + k })),
    );
  expect((await deliveryReport(db, edition)).open).toBeGreaterThan(0);
  simulator.setQuota({ maxSendRate: -1 });
  simulator.setLatency({ latencyMs: 5 });
  await sql`UPDATE pace SET answered_at = 0, asked_at = 0`.execute(db);
  await Promise.all(workers);

  const report = await deliveryReport(db, edition);
  expect(report).toMatchObject({ planned: READERS, open: 0 });
  // What SES had when it went away nobody knows.
  expect(history.twice()).toEqual([]);
  expect(history.calls()).toHaveLength(report.sent + report.unknown);
  expect(kinds).not.toContain('slow-down');
  expect(history.missed()).toEqual([]);
  expect(report.sent).toBeGreaterThan(READERS / 3);
  expect(report.states.skipped).toBeGreaterThan(0);
}, 400_000);
