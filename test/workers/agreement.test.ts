import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EditionNumber } from '../../src/core/index.ts';
import { deliveryReport } from '../../src/delivery/index.ts';
import { startRun } from '../../src/flows/index.ts';
import { startSimulator } from '../../src/simulator/index.ts';
import { addReaders, approvedEdition, buildHouse, type House } from '../kill/house.ts';
import { editor } from '../support/actors.ts';
import { quarterly, quarterlyRunning } from '../support/command.ts';
import { until } from '../support/until.ts';

const READERS = 300;
// So slow that the commands below come in mid-send on a busy machine too.
const RATE = 10;

let house: House;
let number = 0;

beforeAll(async () => {
  house = await buildHouse(1, { rate: RATE, options: { MAIL_FROM: 'The bulletin <bulletin@example.org>' } });
  await addReaders(house.app, READERS);
});
afterAll(() => house?.close());

const report = (edition: EditionNumber) => deliveryReport(house.app.db, edition);
const run = (edition: EditionNumber) =>
  house.app.db.selectFrom('runs').selectAll().where('edition_number', '=', edition).executeTakeFirstOrThrow();
test('a worker with other options is refused; a command that only reads is not', async () => {
  const other = { ...house.env, MAIL_FROM: 'other@example.org' };
  const [worker, shown] = await Promise.all([
    quarterly(other, 'worker'),
    quarterly(other, 'sending', 'show', '--json'),
  ]);
  expect(worker).toMatchObject({
    status: 1,
    err: expect.stringMatching(/^This process does not send, because MAIL_FROM differs [^\n]*\n$/),
  });
  expect(JSON.parse(shown.out).differences).toEqual(['MAIL_FROM']);
});

test('when other options are adopted in mid-send the worker stops and says why, and goes on when it agrees again', async () => {
  const edition = await approvedEdition(house, ++number);
  house.simulator.clear();
  await startRun(house.app, { edition, by: editor() });
  await until(() => house.simulator.counters().mails >= 20, 120_000);
  const other = { ...house.env, PUBLIC_URL: 'https://other.example.org' };
  const adopted = await quarterly(other, 'sending', 'adopt');
  expect(adopted).toMatchObject({ status: 0, out: expect.stringContaining('Adopted: PUBLIC_URL.') });
  await until(async () => (await run(edition)).reason?.includes('PUBLIC_URL differs') === true);
  await until(async () => (await house.app.db.selectFrom('leases').select('id').execute()).length === 0);
  const half = await report(edition);
  expect(half.states).toMatchObject({ calling: 0, unknown: 0 });
  expect(half.open).toBeGreaterThan(0);
  expect(house.simulator.counters().mails).toBe(half.sent);

  expect((await quarterly(house.env, 'sending', 'adopt', '--json')).status).toBe(0);
  await until(async () => (await report(edition)).done, 120_000);
  expect(house.simulator.counters().mails).toBe(READERS);
  await until(async () => (await run(edition)).state === 'succeeded');
});

test('what went to a simulator is said, and is planned for its readers by a command', async () => {
  const live = await startSimulator({ maxSendRate: -1, max24HourSend: -1 });
  const edition = await approvedEdition(house, ++number);
  await startRun(house.app, { edition, by: editor() });
  await until(async () => (await report(edition)).done, 120_000);
  expect(await report(edition)).toMatchObject({ sent: READERS, through: { simulator: READERS } });
  expect((await quarterly(house.env, 'deliveries', 'show', String(edition))).out).toContain(
    `${READERS} × through a simulator`,
  );
  const credentials = { AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' };
  const env = {
    ...house.env,
    ...credentials,
    SENDING: 'live',
    SENDING_ALLOWLIST: '*',
    SES_ENDPOINT: live.url,
  };
  await quarterly(env, 'sending', 'adopt');
  const replan = ['deliveries', 'replan', String(edition), '--simulated'];
  expect((await quarterly(env, ...replan)).out).toContain('Nothing was changed');
  expect(await quarterly(env, ...replan, '--yes')).toMatchObject({
    status: 0,
    out: `${READERS} mails will be sent to their readers.\n`,
  });
  const worker = await quarterlyRunning(env, /worker started/, 'worker');
  await until(async () => (await report(edition)).done, 120_000);
  expect(await report(edition)).toMatchObject({ sent: READERS, through: { endpoint: READERS } });
  expect(live.counters().mails).toBe(READERS);
  await worker.stop();
  await live.close();
});
