import { request } from 'node:http';
import type { SESClient } from '@aws-sdk/client-ses';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSigner, type FaultRule, type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { clientOf, control, mailOf, sending } from './support.ts';

const signer = await createSigner('eu-west-2');

let simulator: Simulator;
let ses: SESClient;

beforeEach(async () => {
  simulator = await startSimulator({ maxSendRate: -1, max24HourSend: -1 }, signer);
  ses = clientOf(simulator.url);
});
afterEach(async () => {
  ses.destroy();
  await simulator.close();
});

const script = (...rules: FaultRule[]) => control(simulator.url, '/faults', rules);
const outcome = (to: string) =>
  ses.send(sending(to)).then(
    () => 'ok',
    (error: Error & { code?: string }) => error.code ?? error.name,
  );

async function outcomes(count: number) {
  const seen: string[] = [];
  for (let n = 1; n <= count; n++) seen.push(await outcome(`r${n}@example.org`));
  return seen;
}

describe('a scripted fault', () => {
  it.each([
    ['throttle', 'Throttling'],
    ['daily-quota', 'Throttling'],
    ['reject', 'MessageRejected'],
    ['mail-from-domain-not-verified', 'MailFromDomainNotVerifiedException'],
    ['configuration-set-does-not-exist', 'ConfigurationSetDoesNotExistException'],
    ['configuration-set-sending-paused', 'ConfigurationSetSendingPausedException'],
    ['account-sending-paused', 'AccountSendingPausedException'],
    ['invalid-parameter', 'InvalidParameterValue'],
    ['access-denied', 'AccessDenied'],
    ['server-error', 'InternalFailure'],
    ['reset', 'ECONNRESET'],
  ] as const)('%s keeps nothing and gives %s', async (kind, name) => {
    await script({ kind });
    expect(await outcome('a@example.org')).toBe(name);
    expect(simulator.mails()).toEqual([]);
    await fetch(`${simulator.url}/_control/faults`, { method: 'DELETE' });
    expect(await outcome('a@example.org')).toBe('ok');
  });

  it.each([
    ['accept-then-reset', 'ECONNRESET'],
    ['accept-then-cut', 'ECONNRESET'],
    ['accept-then-server-error', 'InternalFailure'],
    ['accept-then-slow', 'ok'],
  ] as const)('%s keeps the mail and gives %s', async (kind, name) => {
    await script({ kind, ms: 5 });
    expect(await outcome('a@example.org')).toBe(name);
    expect(simulator.mails()).toHaveLength(1);
  });

  it.each([
    ['hang', 0],
    ['accept-then-hang', 1],
  ] as const)('%s never answers and keeps %i', async (kind, kept) => {
    await script({ kind });
    const giveUp = AbortSignal.timeout(300);
    await expect(ses.send(sending('a@example.org'), { abortSignal: giveUp })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(simulator.mails()).toHaveLength(kept);
  });

  it('strikes by number, by turn, within bounds and at most so often', async () => {
    await script({ kind: 'throttle', nth: [2, 3] }, { kind: 'reject', every: 4, times: 1 });
    // The second rule counts only calls that the first let pass: 1, 4, 5, 6, 7.
    expect(await outcomes(7)).toEqual([
      'ok',
      'Throttling',
      'Throttling',
      'ok',
      'ok',
      'MessageRejected',
      'ok',
    ]);
    await script({ kind: 'reject', after: 1, until: 2 });
    expect(await outcomes(3)).toEqual(['ok', 'MessageRejected', 'ok']);
  });

  it('strikes by address, with a wildcard', async () => {
    await script({ kind: 'reject', address: '*@BAD.example' });
    expect([await outcome('a@bad.example'), await outcome('a@good.example')]).toEqual([
      'MessageRejected',
      'ok',
    ]);
  });

  it('strikes with a probability, the same each time for one seed', async () => {
    await script({ kind: 'throttle', probability: 0.5, seed: 7 });
    const first = await outcomes(20);
    await script({ kind: 'throttle', probability: 0.5, seed: 7 });
    expect(await outcomes(20)).toEqual(first);
    expect(new Set(first)).toEqual(new Set(['ok', 'Throttling']));
    expect(await (await fetch(`${simulator.url}/_control/faults`)).json()).toMatchObject([{ seen: 20 }]);
  });

  it('strikes other actions when it names them', async () => {
    await script({ kind: 'server-error', action: 'GetSendQuota', status: 503 });
    const answer = await fetch(simulator.url, { method: 'POST', body: 'Action=GetSendQuota' });
    expect(answer.status).toBe(503);
    expect(await outcome('a@example.org')).toBe('ok');
  });
});

it('accepts a mail even when the caller hangs up during the latency, as SES does', async () => {
  await control(simulator.url, '/latency', { latencyMs: 400, acceptAt: 0.5 });
  const body = `Action=SendRawEmail&Source=a%40example.org&Destinations.member.1=b%40example.org&RawMessage.Data=${encodeURIComponent(mailOf().toString('base64'))}`;
  // Once all of it is on its way: a busy machine may not have sent it after any number of milliseconds.
  const call = request(simulator.url, { method: 'POST' });
  call.on('error', () => {});
  await new Promise<void>((sent) => call.end(body, sent));
  call.destroy();
  await expect.poll(() => simulator.mails().length, { timeout: 60_000 }).toBe(1);
});
