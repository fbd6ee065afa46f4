import { createPublicKey, verify, X509Certificate } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createSigner,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../../src/simulator/index.ts';
import { clientOf, control, hook, sending } from './support.ts';

const signer = await createSigner('eu-west-2');

const closing: Array<() => Promise<void>> = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function started(options: SimulatorOptions = {}, statuses: number[] = []) {
  const endpoint = await hook(statuses);
  const simulator = await startSimulator(
    {
      maxSendRate: -1,
      max24HourSend: -1,
      eventsTo: endpoint.url,
      ...options,
    },
    signer,
  );
  const ses = clientOf(simulator.url);
  closing.push(async () => {
    ses.destroy();
    await simulator.close();
    await endpoint.close();
  });
  return { endpoint, simulator, send: (to: string, tag = '1') => ses.send(sending(to, undefined, tag)) };
}

const settled = (simulator: Simulator) =>
  expect.poll(() => simulator.counters().events.pending, { timeout: 60_000 }).toBe(0);

/** The signature check, written from the SNS documentation and not from our signer. */
async function genuine(url: string, message: Record<string, string>) {
  const pem = await (await fetch(`${url}/sns/certificate.pem`)).text();
  const names = {
    Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
    SubscriptionConfirmation: [
      'Message',
      'MessageId',
      'SubscribeURL',
      'Timestamp',
      'Token',
      'TopicArn',
      'Type',
    ],
  }[message.Type ?? ''];
  const text = (names ?? []).map((name) => (name in message ? `${name}\n${message[name]}\n` : '')).join('');
  const algorithm = message.SignatureVersion === '2' ? 'RSA-SHA256' : 'RSA-SHA1';
  return verify(
    algorithm,
    Buffer.from(text),
    createPublicKey(pem),
    Buffer.from(message.Signature ?? '', 'base64'),
  );
}

describe('SNS messages', () => {
  it.each(['1', '2'] as const)(
    'are signed with version %s under a certificate that verifies',
    async (signatureVersion) => {
      const { endpoint, simulator, send } = await started({ events: { signatureVersion } });
      const { MessageId } = await send('reader@example.org', 'delivery-9');
      await settled(simulator);
      expect(endpoint.events().map((event) => event.eventType)).toEqual(['Send', 'Delivery']);
      expect(endpoint.events()[0]?.mail).toMatchObject({
        messageId: MessageId,
        destination: ['reader@example.org'],
        tags: { delivery: ['delivery-9'], 'ses:configuration-set': ['bulletin'] },
        commonHeaders: { subject: 'Issue 06' },
      });
      for (const { message, headers } of endpoint.received) {
        expect(headers['content-type']).toBe('text/plain; charset=UTF-8');
        expect(headers['x-amz-sns-message-type']).toBe('Notification');
        expect(headers['x-amz-sns-message-id']).toBe(message.MessageId);
        expect(message.TopicArn).toBe(simulator.topicArn);
        expect(message.SignatureVersion).toBe(signatureVersion);
        expect(message.SigningCertURL).toMatch(
          /^https:\/\/sns\.eu-west-2\.amazonaws\.com\/SimpleNotificationService-[0-9a-f]{32}\.pem$/,
        );
        expect(await genuine(simulator.url, message)).toBe(true);
        expect(await genuine(simulator.url, { ...message, Message: `${message.Message} ` })).toBe(false);
      }
    },
  );

  it('carry a certificate that signs itself', async () => {
    const { simulator } = await started();
    const certificate = new X509Certificate(simulator.certificate);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.subject).toBe('CN=sns.amazonaws.com');
    expect(new Date(certificate.validTo).getTime()).toBeGreaterThan(Date.now());
    const byName = await fetch(`${simulator.url}${new URL(simulator.signingCertUrl).pathname}`);
    expect(await byName.text()).toBe(simulator.certificate);
  });

  it('are tried again three times, and then dropped', async () => {
    const { endpoint, simulator, send } = await started(
      { events: { types: ['Send'], retryMs: 5 } },
      [500, 302, 503],
    );
    await send('a@example.org');
    await settled(simulator);
    expect(endpoint.received).toHaveLength(4);
    expect(new Set(endpoint.received.map(({ message }) => message.MessageId)).size).toBe(1);
    expect(simulator.counters().events).toMatchObject({ posted: 1, retried: 3, dropped: 0 });

    const down = await started({ events: { types: ['Send'], retryMs: 5 } }, [500, 500, 500, 500]);
    await down.send('a@example.org');
    await settled(down.simulator);
    expect(down.simulator.counters().events).toMatchObject({ posted: 0, retried: 3, dropped: 1 });
  });

  it('can be held back, doubled, lost and shuffled', async () => {
    const { endpoint, simulator, send } = await started({ events: { paused: true, duplicate: 1 } });
    await send('a@example.org');
    expect(endpoint.received).toHaveLength(0);
    await control(simulator.url, '/events', { paused: false });
    await settled(simulator);
    expect(endpoint.events().map((event) => event.eventType)).toEqual([
      'Send',
      'Send',
      'Delivery',
      'Delivery',
    ]);
    expect(new Set(endpoint.received.map(({ message }) => message.MessageId)).size).toBe(2);

    endpoint.received.length = 0;
    await control(simulator.url, '/events', { duplicate: 0, reorder: true, seed: 3 });
    for (let n = 0; n < 10; n++) await send(`r${n}@example.org`);
    await settled(simulator);
    const types = endpoint.events().map((event) => event.eventType);
    expect(types.filter((type) => type === 'Send')).toHaveLength(10);
    expect(types).not.toEqual(Array.from({ length: 10 }, () => ['Send', 'Delivery']).flat());

    endpoint.received.length = 0;
    await control(simulator.url, '/events', { drop: 1 });
    await send('a@example.org');
    await settled(simulator);
    expect(endpoint.received).toHaveLength(0);
  });

  it('confirm a subscription through the SNS API', async () => {
    const { endpoint, simulator } = await started();
    await control(simulator.url, '/sns/subscription', {});
    await settled(simulator);
    const message = endpoint.received[0]?.message ?? {};
    expect(message).toMatchObject({ Type: 'SubscriptionConfirmation', TopicArn: simulator.topicArn });
    expect(await genuine(simulator.url, message)).toBe(true);
    const confirm = (token: string) =>
      fetch(
        `${simulator.url}/?${new URLSearchParams({ Action: 'ConfirmSubscription', TopicArn: simulator.topicArn, Token: token })}`,
      );
    expect((await confirm('guess')).status).toBe(400);
    expect(await (await confirm(message.Token ?? '')).text()).toContain(
      `<SubscriptionArn>${simulator.topicArn}:`,
    );
    expect(simulator.counters().subscriptionConfirmed).toBe(true);
  });

  it('can be signed to order, for hostile tests', async () => {
    const { simulator } = await started();
    const answer = await control(simulator.url, '/sns/sign', {
      message: {
        Type: 'Notification',
        MessageId: '1',
        TopicArn: 'arn:aws:sns:eu-west-2:1:other',
        Message: 'x',
        Timestamp: '2019-01-01T00:00:00Z',
      },
      version: '2',
      signingCertUrl: 'https://sns.example.com/cert.pem',
    });
    const message = (await answer.json()) as Record<string, string>;
    expect(message).toMatchObject({
      SignatureVersion: '2',
      SigningCertURL: 'https://sns.example.com/cert.pem',
    });
    expect(await genuine(simulator.url, message)).toBe(true);
  });
});

describe('what becomes of a mail', () => {
  it.each([
    ['success@simulator.amazonses.com', ['Send', 'Delivery'], {}],
    [
      'bounce+x@simulator.amazonses.com',
      ['Send', 'Bounce'],
      { bounce: { bounceType: 'Permanent', bounceSubType: 'General' } },
    ],
    [
      'suppressionlist@simulator.amazonses.com',
      ['Send', 'Bounce'],
      { bounce: { bounceSubType: 'Suppressed' } },
    ],
    [
      'complaint@simulator.amazonses.com',
      ['Send', 'Delivery', 'Complaint'],
      { complaint: { complaintFeedbackType: 'abuse' } },
    ],
    [
      'ooto@simulator.amazonses.com',
      ['Send', 'Delivery', 'Bounce'],
      { bounce: { bounceType: 'Transient', bounceSubType: 'General' } },
    ],
    ['full@soft.example', ['Send', 'Bounce'], { bounce: { bounceType: 'Transient' } }],
    [
      'fond@example.org',
      ['Send', 'Delivery', 'Complaint'],
      { complaint: { complaintFeedbackType: 'not-spam' } },
    ],
    ['late@example.org', ['Send', 'DeliveryDelay', 'Delivery'], {}],
    ['virus@example.org', ['Send', 'Reject'], { reject: { reason: 'Bad content' } }],
    ['template@example.org', ['Rendering Failure'], { failure: {} }],
    ['quiet@example.org', [], {}],
  ])('to %s is %j', async (address, types, last) => {
    const { endpoint, simulator, send } = await started({
      behaviours: {
        '*@soft.example': 'soft-bounce',
        'fond@example.org': 'not-spam',
        'late@example.org': 'delay',
        'virus@example.org': 'reject',
        'template@example.org': 'rendering-failure',
        'quiet@example.org': 'silent',
      },
    });
    await send(address);
    await settled(simulator);
    expect(endpoint.events().map((event) => event.eventType)).toEqual(types);
    if (types.length > 0) expect(endpoint.events().at(-1)).toMatchObject(last);
  });
});
