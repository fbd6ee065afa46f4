import { generateKeyPairSync } from 'node:crypto';
import { Hono } from 'hono';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type SnsOptions, snsTopics } from '../../../src/adapters/sns/topics.ts';
import { fault, isFault, movableClock, silentLog } from '../../../src/core/index.ts';
import type { JobQueue } from '../../../src/jobs/index.ts';
import {
  createSigner,
  notification,
  type SignedSnsMessage,
  type Signer,
  type SnsMessage,
  signSnsMessage,
} from '../../../src/simulator/index.ts';
import { countedRefusals } from '../../../src/web/hooks/refusals.ts';
import { hookRoutes } from '../../../src/web/hooks/ses.ts';
import { freshDatabase } from '../../support/database.ts';
import { testKeys } from '../../support/serve-web.ts';
import { until } from '../../support/until.ts';
import { serve } from '../serve.ts';

const NOW = new Date('2026-05-04T09:00:00Z');
const TOPIC = 'arn:aws:sns:eu-west-2:123456789012:quarterly';
const BOUNCE = {
  eventType: 'Bounce',
  bounce: { bounceType: 'Permanent' },
  mail: { messageId: 'not-stored-yet' },
};
const statuses = {
  invalid: 400,
  forbidden: 403,
  unavailable: 503,
  'not-found': 404,
  gone: 410,
  conflict: 409,
  'too-many': 429,
} as const;

const clock = movableClock(NOW);
const { db } = await freshDatabase();
let signer: Signer;
let stranger: Signer;
let address: string;
const asked: string[] = [];
const enqueued: string[] = [];
let queueFails = false;
let certificateFails = false;

const queue: JobQueue = {
  async enqueue(contract) {
    if (queueFails) throw new Error('connection refused');
    enqueued.push(contract.name);
  },
  close: async () => {},
};

async function hook(options: Partial<SnsOptions> = {}) {
  const sns = snsTopics({
    topicArns: [TOPIC],
    maxAgeMs: 3_600_000,
    clock,
    certificates: async (url) => {
      asked.push(url);
      if (certificateFails) throw fault('unavailable', 'no way there');
      return url === signer.signingCertUrl ? signer.certificate : stranger.certificate;
    },
    endpoint: async () => 'http://127.0.0.1:1',
    ...options,
  });
  const app = new Hono();
  app.route('/', hookRoutes({ db, clock, log: silentLog, queue, keys: testKeys, sns }));
  app.onError((error, c) => c.text(error.message, isFault(error) ? statuses[error.code] : 500));
  return `${await serve(app)}/hooks/ses`;
}

beforeAll(async () => {
  signer = await createSigner('eu-west-2', NOW);
  stranger = await createSigner('eu-west-2', NOW);
  address = await hook();
});

beforeEach(async () => {
  clock.set(NOW);
  asked.length = 0;
  enqueued.length = 0;
  queueFails = false;
  certificateFails = false;
  await db.deleteFrom('ses_events').execute();
});

/** As SNS posts: the type is `text/plain`, whatever the body. */
const post = (body: unknown, to = address) =>
  fetch(to, {
    method: 'POST',
    headers: { 'content-type': 'text/plain; charset=UTF-8' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const stored = () => db.selectFrom('ses_events').selectAll().execute();
const event = (over: Partial<SnsMessage> = {}) => ({
  ...notification(TOPIC, JSON.stringify(BOUNCE), NOW),
  ...over,
});
const signed = (over: Partial<SnsMessage> = {}, version: '1' | '2' = '1') =>
  signSnsMessage(signer, event(over), { version });
const confirmation = (type: SnsMessage['Type']): SnsMessage => ({
  ...notification(TOPIC, 'You have chosen to subscribe to the topic.', NOW),
  Subject: undefined,
  Type: type,
  Token: 'a'.repeat(64),
  SubscribeURL: 'https://attacker.example/confirm',
});
const before = (ms: number) => new Date(NOW.getTime() - ms).toISOString();

describe('genuine messages', () => {
  it.each(['1', '2'] as const)(
    'stores a notification of signature version %s and rings the bell',
    async (version) => {
      const message = await signed({}, version);
      const response = await post(message);
      expect(response.status).toBe(200);
      expect(await stored()).toMatchObject([
        { sns_message_id: message.MessageId, event_type: 'Bounce', payload: BOUNCE, applied_at: null },
      ]);
      expect(enqueued).toEqual(['apply-events']);
    },
  );

  it('takes one without a Subject, and the older name of the type', async () => {
    const message = JSON.stringify({ notificationType: 'Complaint' });
    expect((await post(await signed({ Subject: undefined, Message: message }))).status).toBe(200);
    expect(await stored()).toMatchObject([{ event_type: 'Complaint' }]);
  });

  it('stores a repeated message once and still answers 200', async () => {
    const message = await signed();
    expect([(await post(message)).status, (await post(message)).status]).toEqual([200, 200]);
    expect(await stored()).toHaveLength(1);
    expect(enqueued).toHaveLength(1);
  });

  it('stores twenty copies that arrive at once a single time', async () => {
    const message = await signed();
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(message)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await stored()).toHaveLength(1);
  });

  it('answers 200 when the queue is down: the event is stored and the sweep finds it', async () => {
    queueFails = true;
    expect((await post(await signed())).status).toBe(200);
    expect(await stored()).toHaveLength(1);
  });

  it('stores text that jsonb refuses', async () => {
    const message = '{"eventType":"Reject","reject":{"reason":"a\\u0000b\\ud800c"}}';
    expect((await post(await signed({ Message: message }))).status).toBe(200);
    expect(await stored()).toMatchObject([{ payload: { reject: { reason: 'ab\ufffdc' } } }]);
  });

  it('answers the greeting of SES, which is no event, without storing it', async () => {
    const greeting = 'Successfully validated SNS topic for Amazon SES event publishing.';
    expect((await post(await signed({ Message: greeting }))).status).toBe(200);
    expect(await stored()).toEqual([]);
  });

  it('takes a message that SNS retried for an hour', async () => {
    expect((await post(await signed({ Timestamp: before(3_599_000) }))).status).toBe(200);
  });

  it('asks for a certificate once', async () => {
    const own = await hook();
    await post(await signed(), own);
    await post(await signed(), own);
    expect(asked).toEqual([signer.signingCertUrl]);
  });

  it('asks SNS to try again when the certificate cannot be fetched, and works after that', async () => {
    const own = await hook();
    const message = await signed();
    certificateFails = true;
    expect((await post(message, own)).status).toBe(503);
    certificateFails = false;
    expect((await post(message, own)).status).toBe(200);
  });
});

describe('subscriptions', () => {
  it('confirms by its own call and never visits SubscribeURL', async () => {
    const calls: string[] = [];
    const sns = new Hono();
    sns.get('/', (c) => {
      calls.push(c.req.url.replace(/^[^?]*/, ''));
      return c.text('<ConfirmSubscriptionResponse/>');
    });
    const endpoint = await serve(sns);
    const own = await hook({ endpoint: async () => endpoint });
    const message = await signSnsMessage(signer, confirmation('SubscriptionConfirmation'), { version: '2' });
    expect((await post(message, own)).status).toBe(200);
    const query = new URLSearchParams({
      Action: 'ConfirmSubscription',
      Version: '2010-03-31',
      TopicArn: TOPIC,
      Token: 'a'.repeat(64),
    });
    expect(calls).toEqual([`?${query}`]);
    expect(await stored()).toEqual([]);
  });

  it('asks SNS to try again when the confirmation is not taken', async () => {
    const sns = new Hono();
    sns.get('/', (c) => c.text('InternalError', 500));
    const endpoint = await serve(sns);
    const own = await hook({ endpoint: async () => endpoint });
    expect(
      (await post(await signSnsMessage(signer, confirmation('SubscriptionConfirmation')), own)).status,
    ).toBe(503);
  });

  it('accepts a genuine UnsubscribeConfirmation and does nothing about it', async () => {
    expect((await post(await signSnsMessage(signer, confirmation('UnsubscribeConfirmation')))).status).toBe(
      200,
    );
    expect(await stored()).toEqual([]);
    expect(enqueued).toEqual([]);
  });
});

const elsewhere = (SigningCertURL: string) => async () => ({ ...(await signed()), SigningCertURL });
const path = `/SimpleNotificationService-${'a'.repeat(32)}.pem`;
const changed = (over: Record<string, unknown>) => async () => ({ ...(await signed()), ...over });
const without = (name: keyof SignedSnsMessage) => async () => ({ ...(await signed()), [name]: undefined });

/** What it is, the message, the status, and whether a certificate may be fetched to find out. */
const hostile: [string, () => Promise<unknown>, number, boolean?][] = [
  [
    'another topic, rightly signed',
    () => signed({ TopicArn: 'arn:aws:sns:eu-west-2:666666666666:quarterly' }),
    403,
  ],
  ['a topic whose name begins with ours', () => signed({ TopicArn: `${TOPIC}-evil` }), 403],
  ['our topic in another case', () => signed({ TopicArn: TOPIC.toUpperCase() }), 403],
  ['a message of 2019', () => signed({ Timestamp: '2019-03-01T12:00:00.000Z' }), 403],
  ['a message just past the window', () => signed({ Timestamp: before(3_601_000) }), 403],
  ['a message from the future', () => signed({ Timestamp: before(-600_000) }), 403],
  ['a time that is none', () => signed({ Timestamp: '2026-99-99T09:00:00.000Z' }), 403],
  ['a time in another format', () => signed({ Timestamp: 'Mon, 04 May 2026 09:00:00 GMT' }), 400],
  ['a certificate in an S3 bucket', elsewhere(`https://s3.amazonaws.com${path}`), 403],
  ['a bucket that looks like SNS', elsewhere(`https://sns.eu-west-2.s3.amazonaws.com${path}`), 403],
  ['a host that ends in ours', elsewhere(`https://evil-sns.eu-west-2.amazonaws.com${path}`), 403],
  ['a host that begins with ours', elsewhere(`https://sns.eu-west-2.amazonaws.com.evil.example${path}`), 403],
  ['a certificate of another region', elsewhere(`https://sns.us-east-1.amazonaws.com${path}`), 403],
  ['plain HTTP', elsewhere(`http://sns.eu-west-2.amazonaws.com${path}`), 403],
  ['a user name before the host', elsewhere(`https://sns.eu-west-2.amazonaws.com@evil.example${path}`), 403],
  ['a user name at our host', elsewhere(`https://a:b@sns.eu-west-2.amazonaws.com${path}`), 403],
  ['a port', elsewhere(`https://sns.eu-west-2.amazonaws.com:8443${path}`), 403],
  ['a query', elsewhere(`https://sns.eu-west-2.amazonaws.com${path}?a=.pem`), 403],
  ['a fragment', elsewhere(`https://sns.eu-west-2.amazonaws.com${path}#`), 403],
  ['a path that climbs', elsewhere(`https://sns.eu-west-2.amazonaws.com/x/..${path}`), 403],
  ['an upper-case host', elsewhere(`https://SNS.eu-west-2.amazonaws.com${path}`), 403],
  [
    'upper-case hexadecimal',
    elsewhere(`https://sns.eu-west-2.amazonaws.com${path.replaceAll('a', 'A')}`),
    403,
  ],
  ['a name of 31 digits', elsewhere(`https://sns.eu-west-2.amazonaws.com${path.replace('aa', 'a')}`), 403],
  ['a backslash', elsewhere(`https:\\\\sns.eu-west-2.amazonaws.com${path}`), 403],
  ['a line break before the address', elsewhere(`\nhttps://sns.eu-west-2.amazonaws.com${path}`), 403],
  ['a line break after the address', elsewhere(`https://sns.eu-west-2.amazonaws.com${path}\n`), 403],
  [
    'somebody else’s signature',
    () => signSnsMessage(stranger, event(), { signingCertUrl: signer.signingCertUrl }),
    403,
    true,
  ],
  ['a changed event', changed({ Message: '{"eventType":"Complaint"}' }), 403, true],
  [
    'a changed MessageId, to be stored again',
    changed({ MessageId: '00000000-0000-4000-8000-000000000000' }),
    403,
    true,
  ],
  ['a changed time', changed({ Timestamp: before(1_000) }), 403, true],
  ['a Subject added', async () => ({ ...(await signed({ Subject: undefined })), Subject: 'x' }), 403, true],
  [
    'an empty Subject added',
    async () => ({ ...(await signed({ Subject: undefined })), Subject: '' }),
    403,
    true,
  ],
  [
    'a notification made into a confirmation',
    changed({ Type: 'SubscriptionConfirmation', Token: 'b', SubscribeURL: 'https://x.example' }),
    403,
    true,
  ],
  ['a version 1 signature called version 2', changed({ SignatureVersion: '2' }), 403, true],
  ['signature version 3', changed({ SignatureVersion: '3' }), 400],
  ['a signature version as a number', changed({ SignatureVersion: 1 }), 400],
  ['no signature version', without('SignatureVersion'), 400],
  ['no signature', without('Signature'), 400],
  ['an empty signature', changed({ Signature: '' }), 400],
  ['a signature that is no base64', changed({ Signature: '!!!!' }), 400],
  ['a short signature', changed({ Signature: 'AAAA' }), 403, true],
  ['no certificate', without('SigningCertURL'), 400],
  ['no MessageId', without('MessageId'), 400],
  ['a MessageId with quotes', () => signed({ MessageId: "a'; DROP TABLE ses_events; --" }), 400],
  ['no TopicArn', without('TopicArn'), 400],
  ['a TopicArn as a list', changed({ TopicArn: [TOPIC] }), 400],
  ['a Message as an object', changed({ Message: BOUNCE }), 400],
  ['no Type', without('Type'), 400],
  ['an unknown Type', changed({ Type: 'Bounce' }), 400],
  [
    'a confirmation without a Token',
    async () => ({ ...(await signed()), Type: 'SubscriptionConfirmation' }),
    400,
  ],
  ['a JSON list', async () => [await signed()], 400],
  ['null', async () => 'null', 400],
  ['text', async () => 'hello', 400],
  ['nothing', async () => '', 400],
  ['half a message', async () => JSON.stringify(await signed()).slice(0, 300), 400],
  ['400,000 open brackets', async () => '['.repeat(400_000), 400],
  ['a body of a megabyte', () => signed({ Message: 'x'.repeat(1_048_576) }), 413],
];

describe('hostile messages', () => {
  it.each(hostile)('refuses %s', async (_name, message, status, mayFetch = false) => {
    const own = await hook();
    const response = await post(await message(), own);
    expect(response.status).toBe(status);
    expect(asked.length > 0).toBe(mayFetch);
    expect(await stored()).toEqual([]);
    expect(enqueued).toEqual([]);
  });

  it('refuses a certificate that has run out', async () => {
    const old = await createSigner('eu-west-2', new Date('2001-01-01T00:00:00Z'));
    const own = await hook({ certificates: async () => old.certificate });
    expect((await post(await signSnsMessage(old, event()), own)).status).toBe(403);
  });

  it('refuses what is no certificate', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const own = await hook({
      certificates: async () => publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    });
    expect((await post(await signed(), own)).status).toBe(503);
  });

  it('stops asking Amazon for certificates that a forger invents, and still takes genuine messages', async () => {
    const own = await hook();
    await post(await signed(), own);
    for (let each = 0; each < 30; each += 1) {
      const name = each.toString(16).padStart(32, '0');
      await post(
        {
          ...(await signed()),
          SigningCertURL: `https://sns.eu-west-2.amazonaws.com/SimpleNotificationService-${name}.pem`,
        },
        own,
      );
    }
    expect(asked.length).toBe(10);
    expect((await post(await signed(), own)).status).toBe(200);
  });

  const forged = async (n: number) => ({
    ...(await signed()),
    SigningCertURL: `https://sns.eu-west-2.amazonaws.com/SimpleNotificationService-${n.toString(16).padStart(32, '0')}.pem`,
  });

  it('has fetches left, after a restart under forged posts, for what has verified before', async () => {
    let written: readonly string[] = [];
    const memory = {
      read: async () => written,
      write: async (now: readonly string[]) => {
        written = now;
      },
    };
    const before = await hook({ memory });
    expect((await post(await signed(), before)).status).toBe(200);
    expect(written).toEqual([signer.signingCertUrl]);
    const after = await hook({ memory });
    for (let n = 0; n < 30; n += 1) await post(await forged(n), after);
    expect((await post(await signed(), after)).status).toBe(200);
  });

  it('limits the fetches of what has verified before too', async () => {
    const own = await hook({ memory: { read: async () => [signer.signingCertUrl], write: async () => {} } });
    certificateFails = true;
    for (let n = 0; n < 30; n += 1) await post(await signed(), own);
    expect(asked.length).toBe(10);
    for (let n = 0; n < 30; n += 1) await post(await forged(n), own);
    expect(asked.length).toBe(20);
  });

  it('remembers no address by a message whose signature is wrong', async () => {
    const written: unknown[] = [];
    const own = await hook({
      memory: { read: async () => [], write: async (now) => void written.push(now) },
    });
    const wrong = await signSnsMessage(stranger, event(), { signingCertUrl: signer.signingCertUrl });
    expect((await post(wrong, own)).status).toBe(403);
    expect(written).toEqual([]);
  });

  it('says refusals by their number', async () => {
    const said: { reason?: unknown; count?: unknown }[] = [];
    const log = { ...silentLog, warn: (fields: Record<string, unknown>) => void said.push(fields) };
    const refusals = countedRefusals(log, 50);
    for (let n = 0; n < 1_000; n += 1) refusals.note(fault('forbidden', n % 2 ? 'one' : 'another'));
    expect(said).toMatchObject([{ reason: 'another', count: 1 }]);
    await until(() => said.length === 3);
    expect(said.slice(1)).toMatchObject([
      { reason: 'one', count: 500 },
      { reason: 'another', count: 499 },
    ]);
    for (let n = 0; n < 1_000; n += 1) refusals.note(fault('unavailable', `reason ${n}`));
    await until(() => said.length >= 24);
    expect(said.length).toBeLessThan(30);
  });

  it('refuses everything when no topic is allowed', async () => {
    expect((await post(await signed(), await hook({ topicArns: [] }))).status).toBe(403);
  });

  it('answers only POST', async () => {
    expect((await fetch(address)).status).toBe(404);
  });
});
