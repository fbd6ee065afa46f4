import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerOf, SES_FAULTS } from '../../src/adapters/ses/faults.ts';
import { parseEmailAddress } from '../../src/core/index.ts';
import type { Mailer, SesAnswer } from '../../src/delivery/index.ts';
import { type FaultKind, type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { freePort } from '../support/redis.ts';
import { deafHost } from './support/deaf-host.ts';
import { mailerTo } from './support/deps.ts';

let simulator: Simulator;
let mailer: Mailer;

beforeAll(async () => {
  simulator = await startSimulator({ maxSendRate: -1, max24HourSend: -1 });
  mailer = mailerTo(simulator.url, 400);
});
afterAll(async () => {
  mailer.close();
  await simulator.close();
});

const mail = {
  source: parseEmailAddress('bulletin@example.org'),
  to: parseEmailAddress('reader@example.org'),
  pieces: [Buffer.from('Subject: x\r\n\r\nx')],
  tags: {},
};

test('the document lists exactly the names that the code sorts, in the same classes', () => {
  const text = readFileSync(new URL('../../docs/operations/ses-faults.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| ([A-Za-z_]+) \| (slow down|stop all|never|again|unknown) \| .+ \|$/gm)];
  const documented = rows.map((row) => `${row[1]} ${row[2]?.replace(' ', '-')}`).sort();
  const sorted = Object.entries(SES_FAULTS).flatMap(([kind, names]) =>
    names.map((name) => `${name} ${kind}`),
  );
  expect(documented).toEqual(sorted.sort());
});

const cases: [FaultKind, Partial<SesAnswer>][] = [
  ['throttle', { kind: 'slow-down' }],
  ['daily-quota', { kind: 'stop-all', cause: 'daily-quota' }],
  ['reject', { kind: 'never' }],
  ['mail-from-domain-not-verified', { kind: 'stop-all', cause: 'broken' }],
  ['configuration-set-does-not-exist', { kind: 'stop-all', cause: 'broken' }],
  ['configuration-set-sending-paused', { kind: 'stop-all', cause: 'broken' }],
  ['account-sending-paused', { kind: 'stop-all', cause: 'broken' }],
  ['invalid-parameter', { kind: 'never' }],
  ['access-denied', { kind: 'stop-all', cause: 'broken' }],
  ['server-error', { kind: 'unknown' }],
  ['reset', { kind: 'unknown' }],
  ['accept-then-reset', { kind: 'unknown' }],
  ['accept-then-cut', { kind: 'unknown' }],
  ['accept-then-server-error', { kind: 'unknown' }],
  ['hang', { kind: 'unknown' }],
  ['accept-then-hang', { kind: 'unknown' }],
  ['slow', { kind: 'unknown' }],
];

test.each(cases)('%s', async (kind, wanted) => {
  simulator.setFaults([{ kind, times: 1 }]);
  expect(await mailer.send(mail)).toMatchObject(wanted);
  expect(await mailer.send(mail)).toMatchObject({ kind: 'accepted' });
});

test('a connection that was refused never reached SES', async () => {
  const nobody = mailerTo(`http://127.0.0.1:${await freePort()}`);
  expect(await nobody.send(mail)).toMatchObject({ kind: 'again' });
  nobody.close();
});

test('a name that does not exist, as of a wrong region, never reached SES, and the reason has the name', async () => {
  const nowhere = mailerTo('http://email.eu-nowhere-9.invalid');
  expect(await nowhere.send(mail)).toEqual({
    kind: 'again',
    reason: expect.stringMatching(
      /^(host name not found|no answer from the name server) \(.*email\.eu-nowhere-9\.invalid\)$/,
    ),
  });
  nowhere.close();
});

test('TLS that was never agreed on never reached SES', async () => {
  const plain = mailerTo(simulator.url.replace('http:', 'https:'));
  expect(await plain.send(mail)).toEqual({ kind: 'again', reason: 'TLS failed (wrong version number)' });
  plain.close();
  const broken = { code: 'EPROTO', message: 'read EPROTO: bad record mac' };
  expect(answerOf(broken, mail.source).kind).toBe('unknown');
});

test('a host that drops every packet never had the mail', async () => {
  const host = await deafHost();
  const deaf = mailerTo(`http://127.0.0.1:${host.port}`, 1_000);
  expect(await deaf.send(mail)).toEqual({ kind: 'again', reason: 'no connection in time' });
  deaf.close();
  host.close();
});

test('another web server at the endpoint stops all', async () => {
  const server = createServer((_request, response) => response.writeHead(404).end('<p>Not found</p>'));
  const port = await freePort();
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const wrong = mailerTo(`http://127.0.0.1:${port}`);
  expect(await wrong.send(mail)).toEqual({
    kind: 'stop-all',
    cause: 'broken',
    reason: 'The endpoint is not Amazon SES: it answers 404',
  });
  wrong.close();
  server.close();
});

const unverified = (identity: string) => ({
  name: 'MessageRejected',
  message: `Email address is not verified. The following identities failed the check in region EU-WEST-2: ${identity}`,
  $metadata: { httpStatusCode: 400 },
});

test('an unverified sender stops all, although SES calls it a rejected message', () => {
  for (const identity of [mail.source, 'example.org', 'arn:aws:ses:eu-west-2:1:identity/example.org']) {
    expect(answerOf(unverified(identity), mail.source)).toMatchObject({ kind: 'stop-all', cause: 'broken' });
  }
});

test('an unverified recipient, in the sandbox, is refused alone', () => {
  expect(answerOf(unverified('reader@example.org'), mail.source)).toMatchObject({ kind: 'never' });
});

test('a reason holds no address', () => {
  const error = { name: 'InvalidParameterValue', message: 'Bad address <reader@example.org> given' };
  expect(answerOf(error, mail.source)).toEqual({
    kind: 'never',
    reason: 'InvalidParameterValue: Bad address <(address)> given',
  });
});

test('a name nobody knows, and no name at all, are unknown', () => {
  expect(answerOf({ name: 'SomethingNew' }, mail.source).kind).toBe('unknown');
  expect(answerOf(undefined, mail.source).kind).toBe('unknown');
});
