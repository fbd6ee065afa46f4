import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Database, type EditionNumber, movableClock } from '../../src/core/index.ts';
import {
  askRamp,
  deliveryReport,
  type Mailer,
  planDeliveries,
  sendBatch,
  sweepDeliveries,
} from '../../src/delivery/index.ts';
import { resumeRun } from '../../src/flows/index.ts';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { editor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { mailerTo, resume, stopping, workerOf } from './support/deps.ts';
import { readyToSend, runState } from './support/edition.ts';

const never = new AbortController().signal;
const MINUTE = 60_000;
let db: Database;
let simulator: Simulator;
let mailer: Mailer;
let edition: EditionNumber;
let number = 0;
let clock = movableClock(new Date());

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
  clock = movableClock(new Date());
  await db.deleteFrom('deliveries').execute();
  await db.deleteFrom('subscribers').execute();
  number += 1;
  edition = await readyToSend(db, number, 200);
});

const deps = () => workerOf(db, mailer, { clock });
const report = () => deliveryReport(db, edition);
const sweep = () => sweepDeliveries({ ...deps(), resume: resume(db), unknown: { policy: 'hold' } });
const send = () => sendBatch(deps(), edition, never);

/** The first stage is out; `opensAt` is when the rest goes. */
async function firstWave(ramp: { share?: number; waitMinutes?: number }): Promise<Date> {
  await askRamp(deps(), edition, ramp);
  await planDeliveries(deps(), edition);
  await send();
  return (await report()).ramp?.opensAt ?? expect.unreachable();
}

async function moveTo(at: Date): Promise<void> {
  clock.advance(at.getTime() - clock.now().getTime());
  await sweep();
  await send();
}

/** What SES's events do, which have their own tests. */
async function becomes(count: number, state: 'bounced' | 'complained'): Promise<void> {
  const sent = await db
    .selectFrom('deliveries')
    .select('id')
    .where('state', '=', 'accepted')
    .limit(count)
    .execute();
  const ids = sent.map(({ id }) => id);
  const reason = state === 'bounced' ? 'hard bounce' : null;
  await db.updateTable('deliveries').set({ state, reason }).where('id', 'in', ids).execute();
}

test.each([
  ['the option says', {}, 15],
  ['the ramp itself says', { waitMinutes: 45 }, 45],
])('the rest waits as long as %s', async (_who, ramp, minutes) => {
  const begun = clock.now().getTime();
  const opensAt = await firstWave(ramp);
  expect(opensAt.getTime() - begun).toBe(minutes * MINUTE);
  expect(await report()).toMatchObject({ sent: 2, open: 198, done: false });
  await moveTo(new Date(opensAt.getTime() - 1));
  expect(await report()).toMatchObject({ sent: 2 });
  await moveTo(opensAt);
  expect(await report()).toMatchObject({ sent: 200, done: true });
});

test.each([
  ['bounced', 2, '2 of 20 mails bounced (10.0 %, limit 5.0 %)'],
  ['complained', 1, '1 of 20 mails were complained about (5.0 %, limit 0.3 %)'],
] as const)(
  'the rest does not go when the first mails %s, until a person says so',
  async (state, count, said) => {
    const opensAt = await firstWave({ share: 0.1 });
    await becomes(count, state);
    await moveTo(opensAt);
    expect(await report()).toMatchObject({ sent: 20, open: 180 });
    expect(await runState(db, edition)).toMatchObject({
      state: 'held',
      reason: expect.stringContaining(said),
    });
    await resumeRun(stopping(db), { edition, by: editor() });
    await sweep();
    await send();
    expect(await report()).toMatchObject({ sent: 200, done: true });
  },
);

test('one bounce in a small first stage stops nothing', async () => {
  const opensAt = await firstWave({ share: 0.05 });
  await becomes(1, 'bounced');
  await moveTo(opensAt);
  expect(await report()).toMatchObject({ sent: 200, done: true });
});

test('a ramp is too late for an edition that is planned', async () => {
  await planDeliveries(deps(), edition);
  await expect(askRamp(deps(), edition)).rejects.toThrow('too late for a ramp');
});
