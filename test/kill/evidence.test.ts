import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EditionNumber, reason, sayReason, silentLog } from '../../src/core/index.ts';
import { settleByEvidence } from '../../src/delivery/feedback/settle-by-evidence.ts';
import { type DeliveryReport, deliveryReport } from '../../src/delivery/index.ts';
import { startRun } from '../../src/flows/index.ts';
import { sweepJob } from '../../src/jobs/index.ts';
import { editor } from '../support/actors.ts';
import { until } from '../support/until.ts';
import { addReaders, approvedEdition, buildHouse, type House, pause } from './house.ts';
import { someUntold } from './round.ts';

const READERS = 400;
const LONG = 150_000;
/** What SES never takes, and what it takes without an answer, beside what the kills leave. */
const FAULTS = [
  { kind: 'reset' as const, nth: [160, 180, 200, 230, 260, 290, 320, 350] },
  { kind: 'accept-then-reset' as const, nth: [170, 190] },
];

let house: House;
let number = 0;
beforeAll(async () => {
  house = await buildHouse(2);
  await addReaders(house.app, READERS);
});
afterAll(() => house?.close());

const report = (edition: EditionNumber) => deliveryReport(house.app.db, edition);

/** Rings for the sweep as the recurrence does, only oftener. */
async function rests(edition: EditionNumber, holds: (report: DeliveryReport) => boolean): Promise<void> {
  await until(async () => {
    void house.app.queue.enqueue(sweepJob, {}).catch(() => {});
    await pause(300);
    return holds(await report(edition));
  }, LONG);
}

/** Sends an edition, kills both workers in the middle, one of them twice, and waits until nothing moves. */
async function sentThroughKills(): Promise<EditionNumber> {
  const edition = await approvedEdition(house, ++number);
  house.simulator.clear();
  house.simulator.setFaults(FAULTS);
  await startRun(house.app, { edition, by: editor() });
  const mails = () => house.simulator.counters().mails;
  await until(() => mails() >= 130, LONG);
  await Promise.all(house.workers.map((worker) => worker.stop('SIGKILL')));
  await house.replaceWorkers();
  await until(() => mails() >= 210, LONG);
  await house.workers[0]?.stop('SIGKILL');
  await house.replaceWorkers();
  await rests(edition, ({ planned, open }) => planned > 0 && open === 0);
  house.simulator.setFaults([]);
  return edition;
}

/** As the sweep of a worker with `UNKNOWN_POLICY=evidence` does it, so many minutes later. */
const settleAfter = (minutes: number) => {
  const clock = { now: () => new Date(Date.now() + minutes * 60_000) };
  return settleByEvidence({ db: house.app.db, clock, log: silentLog });
};

const sentTo = () => house.simulator.mails({ limit: 10_000 }).map((mail) => mail.destinations[0]);
const mailboxes = () => new Set(sentTo()).size;
const twice = () => sentTo().length - mailboxes();

test('with several workers and kills: what SES never took is sent again by evidence, and nobody gets two', async () => {
  const edition = await sentThroughKills();
  await until(async () => !(await someUntold(house)), LONG);
  // Twenty minutes later all events have come that come at all; a busy machine brings them later than the next step here.
  await rests(edition, ({ states }) => states.accepted === 0);
  const { unknown } = await report(edition);
  expect(unknown).toBeGreaterThan(0);
  await settleAfter(1);
  expect((await report(edition)).unknown).toBe(unknown);
  await settleAfter(20);
  await rests(edition, ({ open }) => open === 0);
  const settled = await report(edition);
  const { notTaken = 0, held = {} } = settled.evidence ?? {};
  expect(notTaken).toBeGreaterThan(0);
  expect(notTaken + settled.unknown).toBe(unknown);
  // A kill may leave a claim with too few mails to be judged by: such a call holds, for this reason and for no other.
  const few = sayReason(reason('few-of-worker'), 'terminal');
  expect(held).toEqual(settled.unknown > 0 ? { [few]: settled.unknown } : {});
  expect(twice()).toBe(0);
  expect(mailboxes()).toBe(READERS - settled.unknown);
}, 600_000);

test('the same with a source that loses events: it holds, and nobody gets two', async () => {
  house.simulator.setEvents({ drop: 0.03 });
  const edition = await sentThroughKills();
  await settleAfter(20);
  await rests(edition, ({ open }) => open === 0);
  expect((await report(edition)).evidence?.notTaken ?? 0).toBe(0);
  expect((await report(edition)).unknown).toBeGreaterThan(0);
  expect(twice()).toBe(0);
}, 600_000);
