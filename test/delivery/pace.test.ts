import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Database, silentLog } from '../../src/core/index.ts';
import { createPacer, type Mailer, type Pacer, type Permit } from '../../src/delivery/index.ts';
import { runControl } from '../../src/flows/index.ts';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { freshDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';
import { mailerTo } from './support/deps.ts';

let db: Database;
let simulator: Simulator;
let mailer: Mailer;

beforeAll(async () => {
  ({ db } = await freshDatabase());
  simulator = await startSimulator({ max24HourSend: -1 });
  mailer = mailerTo(simulator.url);
});
afterAll(async () => {
  mailer.close();
  await simulator.close();
});
beforeEach(async () => {
  await db
    .updateTable('pace')
    .set({ factor: 1, factor_at: 0, rest_until: 0, asked_at: 0, answered_at: 0 })
    .execute();
});

const pacer = () => createPacer({ db, mailer, log: silentLog, runs: runControl });

/** As a call that is answered at once; when it was made, if it was. */
async function used(permit: Permit): Promise<number | undefined> {
  await permit.reached();
  if (!permit.start()) return void permit.back();
  const at = performance.now();
  permit.done('yes');
  return at;
}

/** Times at which turns came, over all pacers, while each keeps `waiting` of them asked for. */
async function turns(pacers: Pacer[], waiting: number, ms: number): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + ms;
  const ask = async (from: Pacer) => {
    while (performance.now() < end) {
      await Promise.all(
        (await from.take('edition', 5)).map(async (permit) => {
          const at = await used(permit);
          if (at !== undefined) times.push(at);
        }),
      );
    }
  };
  await Promise.all(pacers.flatMap((one) => Array.from({ length: waiting }, () => ask(one))));
  return times.sort((a, b) => a - b);
}

/** Takes turns until the pacer knows that rate. */
const paced = (one: Pacer, rate: number) =>
  until(() => turns([one], 2, 300).then(() => one.perSecond() === rate), 60_000);

const mostInASecond = (times: number[]) =>
  times.reduce((most, from, at) => {
    let end = at;
    while (end < times.length && (times[end] as number) < from + 1_000) end += 1;
    return Math.max(most, end - at);
  }, 0);

test.each([1, 14, 200, 1_000])('at %i a second no second holds more, over three workers', async (rate) => {
  simulator.setQuota({ maxSendRate: rate });
  const times = await turns([pacer(), pacer(), pacer()], Math.max(1, Math.min(20, rate)), 3_000);
  expect(mostInASecond(times)).toBeLessThanOrEqual(rate);
  expect(times.length).toBeGreaterThan(rate);
});

test('all processes together ask for the quota at most once a second', async () => {
  await db.deleteFrom('pace').execute();
  simulator.setQuota({ maxSendRate: 100 });
  await turns([pacer(), pacer(), pacer(), pacer()], 2, 1_500);
  expect(simulator.counters().peakQuotaCallsPerSecond).toBe(1);
});

test('a changed quota is followed', async () => {
  simulator.setQuota({ maxSendRate: 50 });
  const one = pacer();
  await paced(one, 50);
  simulator.setQuota({ maxSendRate: 80 });
  await db.updateTable('pace').set({ asked_at: 0, answered_at: 0 }).execute();
  await paced(one, 80);
});

test('"slow down" lowers the pace for everyone, and it climbs again', async () => {
  simulator.setQuota({ maxSendRate: 100 });
  const [one, other] = [pacer(), pacer()];
  await paced(one, 100);
  await paced(other, 100);
  one.slowDown();
  await until(() => turns([one, other], 2, 300).then(() => other.perSecond() < 100), 60_000);
  await db.updateTable('pace').set({ factor_at: 0 }).execute();
  const before = other.perSecond();
  await until(() => turns([one, other], 2, 300).then(() => other.perSecond() > before), 60_000);
});

test('a rate that was lowered is found out at the first "slow down", and is not gone below for it', async () => {
  simulator.setQuota({ maxSendRate: 50 });
  const one = pacer();
  await paced(one, 50);
  simulator.setQuota({ maxSendRate: 5 });
  one.slowDown();
  await paced(one, 5);
});

test('an account whose rate is nought is asked now and then', async () => {
  simulator.setQuota({ maxSendRate: 0 });
  const one = pacer();
  await paced(one, 0.1);
});

test('however often SES says "slow down", a slot comes within two seconds', async () => {
  simulator.setQuota({ maxSendRate: 1 });
  const one = pacer();
  await turns([one], 1, 300);
  for (let n = 0; n < 10; n += 1) {
    await db.updateTable('pace').set({ factor_at: 0 }).execute();
    one.slowDown();
    await until(
      async () => (await db.selectFrom('pace').select('factor_at').executeTakeFirst())?.factor_at !== 0,
    );
  }
  await turns([one], 1, 300);
  expect(one.perSecond()).toBeGreaterThanOrEqual(0.5);
});

test('a single mail overtakes an edition that has thousands waiting', async () => {
  simulator.setQuota({ maxSendRate: 2 });
  const [edition, single] = [pacer(), pacer()];
  let sending = true;
  let sent = 0;
  const bulk = [1, 2, 3].map(async () => {
    while (sending)
      for (const permit of await edition.take('edition', 20))
        if ((await used(permit)) !== undefined) sent += 1;
  });
  await until(() => sent > 2, 60_000);
  const before = sent;
  while ((await single.take('transactional', 1)).length === 0);
  // Five seconds are the promise at this rate, if the machine lets the edition have it.
  expect(sent - before).toBeLessThanOrEqual(10);
  sending = false;
  await Promise.all(bulk);
});
