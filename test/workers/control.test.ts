import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EditionNumber } from '../../src/core/index.ts';
import { deliveryReport } from '../../src/delivery/index.ts';
import { startSimulator } from '../../src/simulator/index.ts';
import { addReaders, approvedEdition, buildHouse, type House } from '../kill/house.ts';
import { quarterly } from '../support/command.ts';
import { until } from '../support/until.ts';

const RATE = 50;
const READERS = 700;

let house: House;
let number = 0;

beforeAll(async () => {
  house = await buildHouse(2, { rate: RATE });
  await addReaders(house.app, READERS);
});
afterAll(() => house?.close());

const command = (...args: string[]) => quarterly(house.env, ...args);
const mails = () => house.simulator.counters().mails;
const report = (edition: EditionNumber) => deliveryReport(house.app.db, edition);
const run = (edition: EditionNumber) =>
  house.app.db.selectFrom('runs').selectAll().where('edition_number', '=', edition).executeTakeFirstOrThrow();
const leases = async () => (await house.app.db.selectFrom('leases').selectAll().execute()).length;

/** An approved edition that both workers are sending. */
async function beingSent(): Promise<EditionNumber> {
  number += 1;
  const edition = await approvedEdition(house, number);
  house.simulator.clear();
  expect(await command('edition', 'send', String(edition))).toMatchObject({ status: 0 });
  await until(async () => mails() >= 30 && (await leases()) === 2);
  return edition;
}

/** Mails that SES took after the run's state was committed, until no worker holds anything any more. */
async function takenAfter(edition: EditionNumber, state: 'paused' | 'cancelled'): Promise<number> {
  await until(async () => (await run(edition)).state === state);
  const before = mails();
  await until(async () => (await leases()) === 0);
  return mails() - before;
}

test('pause, resume and cancel reach every worker within two seconds', async () => {
  const edition = await beingSent();
  const [paused, more] = await Promise.all([
    command('run', 'pause', String(edition)),
    takenAfter(edition, 'paused'),
  ]);
  expect(paused).toMatchObject({ status: 0, out: `The run of edition ${edition} is paused.\n` });
  expect(more).toBeLessThanOrEqual(2 * RATE);
  const half = await report(edition);
  expect(half.states).toMatchObject({ claimed: 0, calling: 0, unknown: 0 });
  expect(half.sent).toBe(mails());
  expect(half.states.planned).toBeGreaterThan(0);
  const listed = await command('runs', 'list');
  expect(listed.out).toMatch(/paused .* paused by a person/);

  const resumed = await command('run', 'resume', String(edition));
  expect(resumed).toMatchObject({ status: 0, out: `The run of edition ${edition} goes on.\n` });
  await until(async () => (await leases()) === 2 && mails() > half.sent);

  const [cancelled, last] = await Promise.all([
    command('run', 'cancel', String(edition)),
    takenAfter(edition, 'cancelled'),
  ]);
  expect(cancelled).toMatchObject({ status: 0, out: `The run of edition ${edition} is cancelled.\n` });
  expect(last).toBeLessThanOrEqual(2 * RATE);
  await until(async () => (await report(edition)).open === 0);
  const end = await report(edition);
  expect(end).toMatchObject({ unknown: 0, sent: mails() });
  expect(end.skippedBy).toEqual({ 'the run was cancelled': READERS - end.sent });

  const late = await command('run', 'resume', String(edition));
  expect(late).toMatchObject({
    status: 1,
    err: `The run of edition ${edition} cannot be resumed: it is cancelled.\n`,
  });
  for (const wrong of [
    ['run', 'pause', 'seven'],
    ['run', 'pause'],
    ['run', 'stop', '7'],
  ])
    expect((await command(...wrong)).status, wrong.join(' ')).toBe(2);
  expect(await command('run', 'pause', '99')).toMatchObject({ status: 1, err: 'Edition 99 has no run.\n' });
});

test('when Amazon SES goes away the run says so, and goes on by itself when it comes back', async () => {
  const edition = await beingSent();
  const { id } = await run(edition);
  const { port } = house.simulator;
  const before = new Set(house.simulator.mails().map((mail) => mail.destinations[0]));
  await house.simulator.close();
  await until(async () => (await run(edition)).reason !== null);
  const shown = await command('runs', 'show', String(id));
  expect(shown.out).toMatch(
    /: running – Waiting for Amazon SES: .*, since [-\d]+ [:\d]+ (?:GMT|BST), tried \d+ times, next try at/,
  );
  const json = JSON.parse((await command('runs', 'show', String(id), '--json')).out);
  const send = json.actions.find((action: { name: string }) => action.name === 'send');
  expect(send).toMatchObject({
    state: 'running',
    outputs: { outages: { present: { since: expect.any(String), tries: expect.any(Number) } } },
  });

  house.simulator = await startSimulator({ port, maxSendRate: -1, max24HourSend: -1 });
  await until(async () => (await report(edition)).open === 0, 60_000);
  const after = house.simulator.mails().map((mail) => mail.destinations[0]);
  const end = await report(edition);
  // The calls that the simulator was answering when it went are the only ones that nobody can be sure of.
  expect(end.sent + end.unknown).toBe(READERS);
  expect(new Set(after).size).toBe(after.length);
  expect(after.filter((address) => before.has(address))).toEqual([]);
  await until(async () => (await run(edition)).reason?.startsWith('Waiting for Amazon SES') !== true);
  const lines = house.workers
    .flatMap((worker) => worker.said().split('\n'))
    .filter((line) => /Amazon SES/.test(line));
  expect(lines.filter((line) => line.includes('cannot be reached'))).toHaveLength(1);
  expect(lines.filter((line) => line.includes('answers again'))).toHaveLength(1);
});
