import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type Database,
  type EditionNumber,
  fault,
  parseEmailAddress,
  systemClock,
} from '../../src/core/index.ts';
import {
  closedMailer,
  deadLinks,
  deliveryReport,
  hindrancesOf,
  type Mailer,
  planDeliveries,
  sendBatch,
} from '../../src/delivery/index.ts';
import { resumeRun } from '../../src/flows/index.ts';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { editor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';
import { mailerTo, stopping, workerOf } from './support/deps.ts';
import { readyToSend, runState, smallMail } from './support/edition.ts';

const never = new AbortController().signal;
const READERS = 30;
let db: Database;
let simulator: Simulator;
let mailer: Mailer;
let edition: EditionNumber;
let number = 0;

beforeAll(async () => {
  ({ db } = await freshDatabase());
  simulator = await startSimulator({ maxSendRate: -1, max24HourSend: -1 });
  mailer = mailerTo(simulator.url);
});
afterAll(async () => {
  mailer.close();
  await simulator.close();
});
beforeEach(async () => {
  simulator.setFaults([]);
  simulator.clear();
  await db.deleteFrom('deliveries').execute();
  await db.deleteFrom('subscribers').execute();
  edition = await readyToSend(db, ++number, READERS);
  await planDeliveries({ db, clock: systemClock }, edition);
});

const from = (address: string) => ({
  ...smallMail,
  head: { ...smallMail.head, from: { name: 'Publisher', address: parseEmailAddress(address) } },
});
const rested = () => sql`UPDATE hindrances SET seen_at = seen_at - interval '6 seconds'`.execute(db);

test('an edition that cannot be opened stands as the run’s reason, is not tried over and over, and goes on by itself', async () => {
  let tries = 0;
  let broken = true;
  const worker = workerOf(db, mailer, {
    editionMail: async () => {
      tries += 1;
      if (broken) throw new Error('the theme’s file is gone');
      return smallMail;
    },
  });
  for (let bells = 0; bells < 10; bells += 1) await sendBatch(worker, edition, never);
  expect(tries).toBe(1);
  expect(await runState(db, edition)).toMatchObject({
    state: 'running',
    reason: expect.stringContaining('the theme’s file is gone'),
  });
  broken = false;
  await rested();
  await sendBatch(worker, edition, never);
  expect(await deliveryReport(db, edition)).toMatchObject({ sent: READERS, done: true });
  expect(await hindrancesOf(db, edition)).toEqual([]);
});

test('what only a person can mend holds the run', async () => {
  const worker = workerOf(db, mailer, {
    editionMail: () => Promise.reject(fault('conflict', 'It has not been approved.')),
  });
  await sendBatch(worker, edition, never);
  expect(await runState(db, edition)).toMatchObject({
    state: 'held',
    reason: expect.stringContaining('It has not been approved.'),
  });
});

/** Sends the first few, as a worker that is stopped does. */
async function begin(more: Parameters<typeof workerOf>[2]): Promise<void> {
  const stop = new AbortController();
  const counting: Mailer = {
    ...mailer,
    send: (mail) => {
      if (simulator.counters().mails >= 5) stop.abort();
      return mailer.send(mail);
    },
  };
  await sendBatch(workerOf(db, counting, { concurrency: 1, ...more }), edition, stop.signal);
  expect((await deliveryReport(db, edition)).open).toBeGreaterThan(0);
}

test('an open run does not go on under another sender', async () => {
  await begin({});
  const other = workerOf(db, mailer, { editionMail: async () => from('other@example.org') });
  const before = simulator.counters().mails;
  await sendBatch(other, edition, never);
  expect(simulator.counters().mails).toBe(before);
  expect(await runState(db, edition)).toMatchObject({
    state: 'held',
    reason: expect.stringMatching(/under another sender.*MAIL_FROM.*run cancel/),
  });
  await resumeRun(stopping(db), { edition, by: editor() });
  await sendBatch(workerOf(db, mailer), edition, never);
  expect(await deliveryReport(db, edition)).toMatchObject({ sent: READERS, done: true });
});

test('an open run goes on with its key kept behind a new one, and not without it', async () => {
  await begin({ keyIds: ['old1'] });
  await sendBatch(workerOf(db, mailer, { keyIds: ['new1'] }), edition, never);
  expect(await runState(db, edition)).toMatchObject({
    state: 'held',
    reason: expect.stringMatching(/signed with the key old1.*SECRET_KEYS/),
  });
  const rotated = workerOf(db, mailer, { keyIds: ['new1', 'old1'] });
  await resumeRun(stopping(db), { edition, by: editor() });
  await sendBatch(rotated, edition, never);
  expect(await deliveryReport(db, edition)).toMatchObject({ sent: READERS, done: true });
  expect(await deadLinks(db, ['new1', 'old1', 'test'])).toEqual([]);
  expect(await deadLinks(db, ['old1', 'test'])).toEqual([
    `The links in mails of edition ${edition} are dead: they were signed with the key new1, which is in neither SECRET_KEY nor SECRET_KEYS. Put it into SECRET_KEYS.`,
  ]);
});

test('that Amazon SES denies GetSendQuota stands on the run', async () => {
  simulator.setFaults([{ kind: 'access-denied', action: 'GetSendQuota' }]);
  await db.updateTable('pace').set({ asked_at: 0, answered_at: 0 }).execute();
  const stop = new AbortController();
  const sending = sendBatch(workerOf(db, mailer), edition, stop.signal);
  await until(async () => (await runState(db, edition)).reason !== null);
  expect((await runState(db, edition)).reason).toMatch(
    /does not say .* quota \(AccessDenied.*ses:GetSendQuota/,
  );
  stop.abort();
  await sending;
});

test('a worker with SENDING=off leaves the run to those that send, and holds it where there is none', async () => {
  let senders = true;
  const off = workerOf(db, closedMailer, { leaveToOthers: async () => senders });
  await sendBatch(off, edition, never);
  expect(await runState(db, edition)).toMatchObject({ state: 'running', reason: null });
  senders = false;
  await sendBatch(off, edition, never);
  expect(await runState(db, edition)).toMatchObject({
    state: 'held',
    reason: expect.stringContaining('Sending is off'),
  });
});
