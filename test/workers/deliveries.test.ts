import PostalMime from 'postal-mime';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { EditionNumber } from '../../src/core/index.ts';
import { deliveryReport } from '../../src/delivery/index.ts';
import { sweepJob } from '../../src/jobs/index.ts';
import { addReaders, approvedEdition, buildHouse, type House } from '../kill/house.ts';
import { quarterly, quarterlyRunning } from '../support/command.ts';
import { until } from '../support/until.ts';

const READERS = 40;
const CANARIES = ['canary@example.org', 'editor@example.org'];

let house: House;
let edition: EditionNumber;
let number = 0;

beforeAll(async () => {
  house = await buildHouse(2, { options: { CANARY: CANARIES.join(',') } });
  await addReaders(house.app, READERS);
});
afterAll(() => house?.close());
beforeEach(async () => {
  house.simulator.setFaults([]);
  house.simulator.setEvents({ paused: false });
  house.simulator.clear();
  number += 1;
  edition = await approvedEdition(house, number);
});

const command = (...args: (string | number)[]) => quarterly(house.env, ...args.map(String));
const sent = (destination: string) => house.simulator.mails({ destination });
const subjects = (destination: string) =>
  Promise.all(
    sent(destination).map(async ({ id }) => (await PostalMime.parse(house.simulator.raw(id) ?? '')).subject),
  );
const report = () => deliveryReport(house.app.db, edition);

test('--wait stays for the events that settle unknown mails, and then the run ends well', async () => {
  house.simulator.setEvents({ paused: true });
  house.simulator.setFaults([{ kind: 'accept-then-reset', address: 'reader*', times: 2 }]);
  const send = ['edition', 'send', String(edition), '--wait'];
  const waiting = await quarterlyRunning(house.env, /Waiting for events of Amazon SES/, ...send);
  expect(await report()).toMatchObject({ open: 0, unknown: 2 });
  house.simulator.setEvents({ paused: false });
  expect(await waiting.ended).toBe(0);
  expect(waiting.said()).toContain(
    `${READERS} mails sent, 0 skipped, 0 refused, 0 unknown, of ${READERS} planned.`,
  );
  const shown = await command('deliveries', 'show', edition);
  expect(shown.out).toContain(`${READERS} planned, ${READERS} sent, 0 open, every reader accounted for.`);

  const [latest] = JSON.parse((await command('runs', 'list', '--json')).out);
  expect(latest).toMatchObject({ edition_number: edition, state: 'succeeded', trigger: 'manual' });
  const run = await command('runs', 'show', latest.id);
  for (const name of ['collect', 'assemble', 'check', 'approve', 'render', 'send', 'publish', 'report'])
    expect(run.out).toMatch(new RegExp(`^\\d\\. ${name}: (succeeded|skipped)`, 'm'));
  expect(await command('runs', 'resubmit', edition)).toMatchObject({
    status: 1,
    err: `The run of edition ${edition} is succeeded: there is no failed action to resubmit.\n`,
  });
});

test('what no event settles ends --wait with status 3, and is sent again when a person says so', async () => {
  house.simulator.setFaults([{ kind: 'reset', address: 'reader*', times: 2 }]);
  const said = await command('edition', 'send', edition, '--wait', '--linger', 1);
  expect(said).toMatchObject({ status: 3, err: '' });
  expect(said.out).toContain('Of 2 mails nobody can say');
  for (const way of ['lists', '--resend', '--close']) expect(said.out).toContain(way);

  const listed = await command('deliveries', 'unknown', edition);
  expect(listed.out.match(/reader\d+@example\.org/g)).toHaveLength(2);
  const json = JSON.parse((await command('deliveries', 'unknown', edition, '--json')).out);
  expect(json).toEqual([
    expect.objectContaining({
      tries: 1,
      email: expect.stringMatching(/^reader/),
      reason: expect.any(String),
    }),
    expect.objectContaining({ tries: 1 }),
  ]);
  const resent = await command('deliveries', 'unknown', edition, '--resend');
  expect(resent).toMatchObject({ status: 0, out: '2 mails will be sent again.\n' });
  await until(async () => (await report()).done);
  expect(
    new Set(house.simulator.mails({ tag: String(edition) }).map((mail) => mail.destinations[0])).size,
  ).toBe(READERS);
  const none = await command('deliveries', 'unknown', edition);
  expect(none).toMatchObject({ status: 0, out: `No delivery of edition ${edition} is unknown.\n` });
});

test('unknown mails can be given up, and refused ones sent again', async () => {
  house.simulator.setFaults([
    { kind: 'reset', address: 'reader1@example.org', times: 1 },
    { kind: 'reject', address: 'reader2@example.org', times: 1 },
  ]);
  await command('edition', 'send', edition);
  await until(async () => (await report()).unknown === 1 && (await report()).open === 0);
  expect(await command('deliveries', 'unknown', edition, '--close')).toMatchObject({
    status: 0,
    out: '1 mail closed.\n',
  });
  expect((await report()).skippedBy).toEqual({ 'closed by a person: nobody knows whether SES took it': 1 });
  expect(await command('deliveries', 'retry', edition)).toMatchObject({
    status: 0,
    out: '1 mail will be sent again.\n',
  });
  await until(() => sent('reader2@example.org').length === 1);
  expect(sent('reader1@example.org')).toEqual([]);
  await until(async () => (await report()).done);
  expect(JSON.parse((await command('deliveries', 'show', edition, '--json')).out)).toMatchObject({
    planned: READERS,
    sent: READERS - 1,
    states: { skipped: 1 },
  });
});

test('an approved edition is sent to named addresses before its run begins, and counts for nothing', async () => {
  const to = ['first@example.com', 'second@example.com'];
  const said = await command('deliveries', 'test', edition, '--to', to[0] ?? '', '--to', to[1] ?? '');
  expect(said).toMatchObject({ status: 0, out: '2 copies queued.\n' });
  await until(() => house.simulator.counters().mails === 2);
  for (const address of to) expect(await subjects(address)).toEqual([expect.stringMatching(/^\[Test\] /)]);
  expect(await report()).toMatchObject({ planned: 0, sent: 0 });
  await command('deliveries', 'test', edition, '--to', to[0] ?? '');
  await until(() => sent(to[0] ?? '').length === 2);
});

test('each canary gets each edition once, however often its sending is looked at, and counts for nothing', async () => {
  await command('edition', 'send', edition);
  await until(async () => (await report()).done);
  await until(() => CANARIES.every((address) => sent(address).length > 0));
  expect(CANARIES.map((address) => sent(address).length)).toEqual([1, 1]);
  for (const address of CANARIES)
    expect(await subjects(address)).toEqual([expect.not.stringContaining('[Test]')]);
  expect(await report()).toMatchObject({ planned: READERS, sent: READERS });
});

test('with a ramp the run says when the rest goes, and then it goes', async () => {
  expect((await command('edition', 'send', edition, '--ramp-wait', '30m')).status).toBe(0);
  await until(async () => (await report()).ramp?.opensAt !== undefined);
  const opensAt = (await report()).ramp?.opensAt ?? expect.unreachable();
  expect(opensAt.getTime()).toBeGreaterThan(Date.now() + 25 * 60_000);
  const said = new RegExp(
    `The first 1 have it; the other ${READERS - 1} follow at [-\\d]+ [:\\d]+ (?:GMT|BST), unless bounces or complaints hold the run\\.`,
  );
  await until(async () => said.test((await command('runs', 'list')).out));
  const past = new Date(Date.now() - 1_000);
  await house.app.db
    .updateTable('plans')
    .set({ wave_opens_at: past })
    .where('edition_number', '=', edition)
    .execute();
  await house.app.queue.enqueue(sweepJob, {});
  await until(async () => (await report()).done);
  expect(await report()).toMatchObject({ sent: READERS });
});

const wrong: [number, ...(string | number)[]][] = [
  [2, 'deliveries', 'unknown', 'x'],
  [2, 'deliveries', 'unknown', 1, '--resend', '--close'],
  [2, 'deliveries', 'test', 1],
  [2, 'deliveries', 'test', 1, '--to', 'nobody'],
  [2, 'edition', 'send', 1, '--wait', '--linger', 'long'],
  [2, 'edition', 'send', 1, '--ramp-wait', 'soon'],
  [2, 'runs', 'show', -1],
  [1, 'runs', 'show', 999],
  [1, 'deliveries', 'unknown', 999, '--resend'],
];

test('wrong input is said in one sentence, with the status that documents give', async () => {
  for (const [status, ...args] of wrong) {
    const said = await command(...args);
    expect(said, args.join(' ')).toMatchObject({
      status,
      out: '',
      err: expect.stringMatching(/^\S[^\n]*\n/),
    });
    expect(said.err).not.toMatch(/ at .*:\d+:\d+/);
  }
});
