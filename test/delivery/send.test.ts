import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../src/core/index.ts';
import { deliveryReport, type Mailer, planDeliveries, sendBatch } from '../../src/delivery/index.ts';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { freshDatabase } from '../support/database.ts';
import { mailerTo, workerOf } from './support/deps.ts';
import { readyToSend } from './support/edition.ts';

let db: Awaited<ReturnType<typeof freshDatabase>>['db'];
let simulator: Simulator;
let mailer: Mailer;

beforeAll(async () => {
  ({ db } = await freshDatabase());
  simulator = await startSimulator({ maxSendRate: -1, max24HourSend: -1, latencyMs: [2, 10] });
  mailer = mailerTo(simulator.url);
});
afterAll(async () => {
  mailer.close();
  await simulator.close();
});

const never = new AbortController().signal;

test('each reader gets one mail, whatever the number of workers', async () => {
  const edition = await readyToSend(db, 1, 1_000);
  await planDeliveries({ db, clock: systemClock }, edition);
  const workers = [workerOf(db, mailer), workerOf(db, mailer), workerOf(db, mailer)];
  await Promise.all(workers.map((worker) => sendBatch(worker, edition, never)));
  const report = await deliveryReport(db, edition);
  expect(report).toMatchObject({ planned: 1_000, sent: 1_000, done: true });
  const addresses = simulator.mails({ limit: 5_000 }).map((mail) => mail.destinations[0]);
  expect(new Set(addresses).size).toBe(1_000);
  expect(addresses).toHaveLength(1_000);
});
