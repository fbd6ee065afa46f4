import { randomBytes } from 'node:crypto';
import {
  GetSendQuotaCommand,
  GetSendStatisticsCommand,
  type SESClient,
  SendRawEmailCommand,
} from '@aws-sdk/client-ses';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSigner, type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { decodeFormBase64 } from '../../src/simulator/ses/base64.ts';
import { clientOf, control, mailOf, sending } from './support.ts';

const signer = await createSigner('eu-west-2');

let simulator: Simulator;
let ses: SESClient;

beforeEach(async () => {
  simulator = await startSimulator({ maxSendRate: -1, max24HourSend: -1, digest: true }, signer);
  ses = clientOf(simulator.url);
});
afterEach(async () => {
  ses.destroy();
  await simulator.close();
});

describe('SendRawEmail through the AWS SDK', () => {
  it('keeps bytes, envelope and tags', async () => {
    const raw = Buffer.concat([mailOf({ subject: 'Café' }), randomBytes(70_000)]);
    const { MessageId, $metadata } = await ses.send(sending('reader+a&b=c@example.org', raw, 'delivery-17'));
    expect(MessageId).toMatch(/^010b[0-9a-f]{12}-[0-9a-f-]{36}-000000$/);
    expect($metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
    const [mail] = simulator.mails();
    expect(mail).toMatchObject({
      id: MessageId,
      source: 'bulletin@example.org',
      destinations: ['reader+a&b=c@example.org'],
      tags: [{ name: 'delivery', value: 'delivery-17' }],
      configurationSet: 'bulletin',
      bytes: raw.length,
    });
    expect(mail?.bodyDigest).toMatch(/^[0-9a-f]{64}$/);
    expect(simulator.raw(MessageId ?? '')?.equals(raw)).toBe(true);
  });

  it('takes the envelope and tags from the headers when the call names none', async () => {
    const raw = Buffer.concat([
      Buffer.from('X-SES-MESSAGE-TAGS: delivery=5, lane=bulk\r\n'),
      mailOf({ to: 'A <a@example.org>, b@example.org' }),
    ]);
    await ses.send(new SendRawEmailCommand({ RawMessage: { Data: raw } }));
    expect(simulator.mails()[0]).toMatchObject({
      source: 'bulletin@example.org',
      destinations: ['a@example.org', 'b@example.org'],
      tags: [
        { name: 'delivery', value: '5' },
        { name: 'lane', value: 'bulk' },
      ],
    });
  });

  it('serves many at once on kept connections', async () => {
    await Promise.all(
      Array.from({ length: 200 }, (_, n) => ses.send(sending(`r${n}@example.org`, mailOf(), String(n)))),
    );
    expect(new Set(simulator.mails().map((mail) => mail.destinations[0])).size).toBe(200);
    expect(simulator.mails({ tag: '199' })).toHaveLength(1);
  });

  it('refuses what SES refuses, with its names', async () => {
    const refused = (command: SendRawEmailCommand) => ses.send(command).catch((error: Error) => error);
    expect(await refused(sending('nobody'))).toMatchObject({
      name: 'InvalidParameterValue',
      message: "Missing final '@domain'",
    });
    expect(await refused(sending('jo hn@example.org'))).toMatchObject({ name: 'InvalidParameterValue' });
    expect(await refused(sending('john@exämple.org'))).toMatchObject({
      message: 'Domain contains illegal character',
    });
    expect(await refused(sending('a@example.org', mailOf(), 'with space'))).toMatchObject({
      name: 'InvalidParameterValue',
    });
    // Not by the SDK: encoding so much of it takes regular expressions to the end of the stack, now and then.
    const body = new URLSearchParams({
      Action: 'SendRawEmail',
      Source: 'a@example.org',
      'Destinations.member.1': 'x@example.org',
      'RawMessage.Data': Buffer.alloc(10_485_761).toString('base64'),
    });
    const tooLong = await fetch(simulator.url, { method: 'POST', body });
    expect(await tooLong.text()).toContain('<Code>InvalidParameterValue</Code>');
    expect(simulator.counters()).toMatchObject({ mails: 0, refusals: { InvalidParameterValue: 5 } });
  });

  it('checks identities and configuration sets when it is given some', async () => {
    const strict = await startSimulator(
      { identities: ['example.com'], configurationSets: ['bulletin'] },
      signer,
    );
    const client = clientOf(strict.url);
    await expect(client.send(sending('a@example.org'))).rejects.toMatchObject({ name: 'MessageRejected' });
    await expect(
      client.send(
        new SendRawEmailCommand({ ...sending('a@example.org').input, ConfigurationSetName: 'none' }),
      ),
    ).rejects.toMatchObject({ name: 'ConfigurationSetDoesNotExistException', ConfigurationSetName: 'none' });
    client.destroy();
    await strict.close();
  });

  it('reads parameters in any order and answers wrong actions', async () => {
    const data = encodeURIComponent(mailOf().toString('base64'));
    const post = (body: string) =>
      fetch(simulator.url, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body,
      });
    const good = await post(
      `RawMessage.Data=${data}&Destinations.member.1=x%40example.org&Source=a%40example.org&Action=SendRawEmail`,
    );
    expect(good.status).toBe(200);
    expect(await good.text()).toContain(
      '<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">',
    );
    const wrong = await post('Action=DeleteEverything');
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).toContain('<Code>InvalidAction</Code>');
  });
});

describe('the account', () => {
  it('reports quota and statistics, and follows the control API', async () => {
    await control(simulator.url, '/quota', { maxSendRate: 2, max24HourSend: 100, sentBefore: 7 });
    await ses.send(sending('success@simulator.amazonses.com'));
    await ses.send(sending('bounce+x@simulator.amazonses.com'));
    await expect(ses.send(sending('third@example.org'))).rejects.toMatchObject({
      name: 'Throttling',
      message: 'Maximum sending rate exceeded.',
      $metadata: { httpStatusCode: 400 },
    });
    expect(await ses.send(new GetSendQuotaCommand({}))).toMatchObject({
      MaxSendRate: 2,
      Max24HourSend: 100,
      SentLast24Hours: 9,
    });
    const { SendDataPoints } = await ses.send(new GetSendStatisticsCommand({}));
    expect(SendDataPoints?.reduce((sum, point) => sum + (point.DeliveryAttempts ?? 0), 0)).toBe(2);
    await control(simulator.url, '/quota', { max24HourSend: 9 });
    await expect(ses.send(sending('fourth@example.org'))).rejects.toMatchObject({
      name: 'Throttling',
      message: 'Daily message quota exceeded.',
    });
    expect(simulator.counters()).toMatchObject({
      peakPerSecond: 2,
      peakAttemptsPerSecond: 4,
      refusals: { Throttling: 2 },
    });
  });

  it('refuses a wrong setting in a sentence, and anything that is not JSON', async () => {
    const wrong = await control(simulator.url, '/quota', { maxSendRate: 'fast' });
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).toContain('maxSendRate');
    const form = await fetch(`${simulator.url}/_control/quota`, { method: 'POST', body: 'maxSendRate=1' });
    expect(form.status).toBe(415);
  });
});

describe('the decoder', () => {
  it('agrees with decodeURIComponent and Buffer on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const base64 = Buffer.from(bytes).toString('base64');
        expect([...decodeFormBase64(Buffer.from(encodeURIComponent(base64)))]).toEqual([...bytes]);
        expect([...decodeFormBase64(Buffer.from(base64.replace(/.{76}/g, '$&\r\n')))]).toEqual([...bytes]);
      }),
    );
  });
});
