import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listActs } from '../../src/acts/index.ts';
import { type Database, type EditionNumber, systemClock } from '../../src/core/index.ts';
import {
  closeUnknown,
  deliveryReport,
  type Mailer,
  planAgain,
  planDeliveries,
  resendRejected,
  resendUnknown,
  sendBatch,
  sweepDeliveries,
} from '../../src/delivery/index.ts';
import { cancelRun, pauseRun, resumeRun } from '../../src/flows/index.ts';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { editor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';
import { mailerTo, resume, stopping, workerOf } from './support/deps.ts';
import { addReaders, openRun, readyToSend, runState } from './support/edition.ts';

const never = new AbortController().signal;
let db: Database;
let simulator: Simulator;
let mailer: Mailer;
const by = editor();
let edition: EditionNumber;
let number = 0;

beforeAll(async () => {
  ({ db } = await freshDatabase());
  simulator = await startSimulator({ maxSendRate: -1, max24HourSend: -1, latencyMs: 5 });
  mailer = mailerTo(simulator.url);
});
afterAll(async () => {
  mailer.close();
  await simulator.close();
});

beforeEach(async () => {
  simulator.setFaults([]);
  simulator.setLatency({ latencyMs: 5 });
  simulator.setQuota({ maxSendRate: -1, max24HourSend: -1, sentBefore: 0 });
  simulator.clear();
  await db.deleteFrom('deliveries').execute();
  // As after a quiet day, but without the second's rest of an empty table.
  await db.updateTable('pace').set({ factor: 1, rest_until: 0, asked_at: 0, answered_at: 0 }).execute();
  await db.deleteFrom('subscribers').execute();
  number += 1;
  edition = await readyToSend(db, number, 60);
});

const deps = () => workerOf(db, mailer, { concurrency: 8 });
const sweepDeps = () => ({ ...deps(), resume: resume(db), unknown: { policy: 'hold' as const } });
const mails = () => simulator.mails({ limit: 10_000 });

test('planning twice plans once', async () => {
  const first = await planDeliveries(deps(), edition);
  expect(await planDeliveries(deps(), edition)).toEqual(first);
  expect(first).toMatchObject({ planned: 60, open: 60, done: false });
});

test('who joined since is taken in when asked for, and gets the mail alone', async () => {
  await planDeliveries(deps(), edition);
  await sendBatch(deps(), edition, never);
  await addReaders(db, 3, 1_000);
  await planAgain(deps(), { edition, by });
  await sendBatch(deps(), edition, never);
  expect(await deliveryReport(db, edition)).toMatchObject({ planned: 63, sent: 63, done: true });
  expect(mails()).toHaveLength(63);
});

test('what is true at the claim decides', async () => {
  await planDeliveries(deps(), edition);
  const readers = await db.selectFrom('subscribers').select(['id', 'email']).orderBy('id').limit(5).execute();
  const [left, bounced, moved, paused, changed] = readers.map((reader) => reader.id);
  const set = (id: typeof left, values: object) =>
    db
      .updateTable('subscribers')
      .set(values)
      .where('id', '=', id as NonNullable<typeof left>)
      .execute();
  await set(left, { state: 'unsubscribed' });
  await set(bounced, { state: 'suppressed' });
  await set(moved, { email: 'elsewhere@example.org', email_key: 'elsewhere@example.org' });
  await set(paused, { paused_until: new Date(Date.now() + 3_600_000) });
  await set(changed, { all_sections: false, sections: [] });
  await sendBatch(deps(), edition, never);
  const report = await deliveryReport(db, edition);
  expect(report).toMatchObject({ planned: 60, sent: 56, done: true });
  expect(report.skippedBy).toEqual({
    'no longer active: unsubscribed': 1,
    'no longer active: suppressed': 1,
    'nothing in your sections': 1,
    'paused by the reader': 1,
  });
  const to = mails().flatMap((mail) => mail.destinations);
  expect(to).toContain('elsewhere@example.org');
  expect(to).not.toContain(readers[2]?.email);
});

test('only addresses on the allow-list get mail', async () => {
  await planDeliveries(deps(), edition);
  await sendBatch({ ...deps(), allowed: (address) => address === 'reader7@example.org' }, edition, never);
  const report = await deliveryReport(db, edition);
  expect(report).toMatchObject({ sent: 1, done: true });
  expect(report.skippedBy).toEqual({ 'not on the allow-list': 59 });
});

test('a paused run stops, goes on where it was, and no reader is missed or served twice', async () => {
  simulator.setLatency({ latencyMs: 60 });
  await planDeliveries(deps(), edition);
  const sending = sendBatch(deps(), edition, never);
  await until(() => mails().length >= 10);
  await pauseRun(stopping(db), { edition, by: editor() });
  await sending;
  const half = await deliveryReport(db, edition);
  expect(half.states).toMatchObject({ claimed: 0, calling: 0, unknown: 0 });
  expect(half.states.planned).toBeGreaterThan(0);
  await resumeRun(stopping(db), { edition, by: editor() });
  await sendBatch(deps(), edition, never);
  expect(await deliveryReport(db, edition)).toMatchObject({ sent: 60, done: true });
  expect(new Set(mails().map((mail) => mail.destinations[0])).size).toBe(60);
  expect(mails()).toHaveLength(60);
});

test('a cancelled run skips the rest; a new run sends the remaining only', async () => {
  simulator.setLatency({ latencyMs: 60 });
  await planDeliveries(deps(), edition);
  const sending = sendBatch(deps(), edition, never);
  await until(() => mails().length >= 10);
  await cancelRun(stopping(db), { edition, by: editor() });
  await sending;
  const report = await deliveryReport(db, edition);
  expect(report).toMatchObject({ open: 0, unknown: 0 });
  expect(report.skippedBy['the run was cancelled']).toBe(60 - report.sent);
  await openRun(db, edition);
  await planDeliveries(deps(), edition);
  await sendBatch(deps(), edition, never);
  expect(await deliveryReport(db, edition)).toMatchObject({ sent: 60, done: true });
  expect(mails()).toHaveLength(60);
});

test('a worker told to stop gives back what it did not call', async () => {
  simulator.setLatency({ latencyMs: 60 });
  await planDeliveries(deps(), edition);
  const stop = new AbortController();
  const sending = sendBatch(deps(), edition, stop.signal);
  await until(() => mails().length >= 10);
  stop.abort();
  await sending;
  const report = await deliveryReport(db, edition);
  expect(report.states).toMatchObject({ claimed: 0, calling: 0, unknown: 0, accepted: mails().length });
  expect(await db.selectFrom('leases').selectAll().execute()).toEqual([]);
});

test('a broken set-up holds the run at the first answer', async () => {
  simulator.setFaults([{ kind: 'configuration-set-does-not-exist' }]);
  await planDeliveries(deps(), edition);
  await sendBatch(deps(), edition, never);
  expect(await runState(db, edition)).toMatchObject({
    state: 'held',
    reason: expect.stringContaining('ConfigurationSet'),
  });
  expect(await deliveryReport(db, edition)).toMatchObject({ open: 60, unknown: 0, rejectedBy: {} });
  expect(simulator.counters().calls.SendRawEmail).toBeLessThanOrEqual(8);
  simulator.setFaults([]);
  await resumeRun(stopping(db), { edition, by: editor() });
  await sendBatch(deps(), edition, never);
  expect(await deliveryReport(db, edition)).toMatchObject({ sent: 60, done: true });
});

test('the daily quota holds the run, says until when, and the sweep goes on when it frees', async () => {
  simulator.setQuota({ max24HourSend: 20 });
  await planDeliveries(deps(), edition);
  await sendBatch(deps(), edition, never);
  expect(await runState(db, edition)).toMatchObject({
    state: 'held',
    reason: expect.stringContaining('daily quota'),
  });
  const held = await deliveryReport(db, edition);
  expect(held).toMatchObject({ sent: 20, open: 40, unknown: 0 });
  expect(held.heldUntil?.getTime()).toBeGreaterThan(Date.now() + 23 * 3_600_000);
  simulator.setQuota({ max24HourSend: 1_000 });
  await db.updateTable('pace').set({ answered_at: 0, asked_at: 0 }).execute();
  const sweeper = sweepDeps();
  await sweepDeliveries(sweeper);
  expect(sweeper.queue.rung.map((bell) => bell.name)).toContain('send-batch');
  await sendBatch(deps(), edition, never);
  expect(await deliveryReport(db, edition)).toMatchObject({ sent: 60, done: true });
});

test('a silent SES leaves at most what was in flight and a few tries unknown, and holds the run', async () => {
  await db.deleteFrom('deliveries').execute();
  simulator.setFaults([{ kind: 'accept-then-reset' }]);
  await planDeliveries(deps(), edition);
  await sendBatch({ ...deps(), concurrency: 4 }, edition, never);
  const report = await deliveryReport(db, edition);
  expect(report.unknown).toBeLessThanOrEqual(4 + 6);
  expect(report.unknown).toBe(mails().length);
  expect(await runState(db, edition)).toMatchObject({
    state: 'held',
    reason: expect.stringContaining('does not answer'),
  });
});

test('unknown waits for a person, who has it sent again or closes it', async () => {
  simulator.setFaults([{ kind: 'reset', times: 3 }]);
  await planDeliveries(deps(), edition);
  await sendBatch(deps(), edition, never);
  expect(await deliveryReport(db, edition)).toMatchObject({ sent: 57, unknown: 3, done: false });
  await sweepDeliveries(sweepDeps());
  expect(await deliveryReport(db, edition)).toMatchObject({ unknown: 3 });
  expect(await resendUnknown(deps(), { edition, by })).toBe(3);
  expect((await listActs(db, { edition, limit: 1 }))[0]).toMatchObject({
    act: 'edition.mails-sent-again',
    by,
    params: { which: 'unknown', mails: 3 },
    consequences: [{ name: 'ring-for-mails', doneAt: null }],
  });
  simulator.setFaults([{ kind: 'reset', times: 1 }]);
  await sendBatch(deps(), edition, never);
  expect(await deliveryReport(db, edition)).toMatchObject({ sent: 59, unknown: 1 });
  expect(await closeUnknown(deps(), { edition, by })).toBe(1);
  expect(await deliveryReport(db, edition)).toMatchObject({ sent: 59, unknown: 0, done: true });
});

test('with the policy resend, the sweep sends unknown ones again after the window', async () => {
  simulator.setFaults([{ kind: 'reset', times: 2 }]);
  await planDeliveries(deps(), edition);
  await sendBatch(deps(), edition, never);
  const later = { now: () => new Date(Date.now() + 61 * 60_000) };
  const sweeper = {
    ...deps(),
    clock: later,
    resume: resume(db),
    unknown: { policy: 'resend' as const, afterMinutes: 60 },
  };
  await sweepDeliveries({ ...sweeper, clock: systemClock });
  expect(await deliveryReport(db, edition)).toMatchObject({ unknown: 2 });
  await sweepDeliveries(sweeper);
  await sendBatch(deps(), edition, never);
  expect(await deliveryReport(db, edition)).toMatchObject({ sent: 60, done: true });
});

test('what SES refused can be sent again once its cause is mended', async () => {
  simulator.setFaults([{ kind: 'reject', address: 'reader1*@example.org' }]);
  await planDeliveries(deps(), edition);
  await sendBatch(deps(), edition, never);
  const report = await deliveryReport(db, edition);
  expect(report).toMatchObject({ sent: 49, states: { rejected: 11 }, done: true });
  simulator.setFaults([]);
  expect(await resendRejected(deps(), { edition, by })).toBe(11);
  await sendBatch(deps(), edition, never);
  expect(await deliveryReport(db, edition)).toMatchObject({ sent: 60, done: true });
});

test('a lease that ran out frees what it had claimed, and its calling rows are unknown', async () => {
  await planDeliveries(deps(), edition);
  const lease = 'dead';
  await db
    .insertInto('leases')
    .values({ id: lease, edition_number: edition, expires_at: new Date(Date.now() + 60_000) })
    .execute();
  const ids = (await db.selectFrom('deliveries').select('id').orderBy('id').limit(10).execute()).map(
    (row) => row.id,
  );
  const rows = db.selectFrom('deliveries').select('subscriber_id').where('id', 'in', ids).orderBy('id');
  const held = (await rows.execute()).map((row) => row.subscriber_id);
  await db
    .updateTable('leases')
    .set({ claimed_from: held[0] ?? null, claimed_to: held.at(-1) ?? null })
    .execute();
  await db
    .updateTable('deliveries')
    .set({ state: 'calling', lease_id: lease })
    .where('id', 'in', ids.slice(0, 3))
    .execute();
  expect((await deliveryReport(db, edition)).states).toMatchObject({ planned: 50, claimed: 7, calling: 3 });
  await sweepDeliveries(sweepDeps());
  expect((await deliveryReport(db, edition)).states).toMatchObject({ claimed: 7, calling: 3, unknown: 0 });
  await db
    .updateTable('leases')
    .set({ expires_at: new Date(Date.now() - 1_000) })
    .execute();
  await sweepDeliveries(sweepDeps());
  expect((await deliveryReport(db, edition)).states).toMatchObject({
    planned: 57,
    unknown: 3,
    claimed: 0,
    calling: 0,
  });
});

test('"slow down" spends no try and loses nobody', async () => {
  simulator.setFaults([{ kind: 'throttle', times: 5 }]);
  await planDeliveries(deps(), edition);
  await sendBatch(deps(), edition, never);
  expect(await deliveryReport(db, edition)).toMatchObject({ sent: 60, done: true });
  const tries = await db.selectFrom('deliveries').select('tries').distinct().execute();
  expect(tries).toEqual([{ tries: 1 }]);
});
