import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { GetSendQuotaCommand, SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { fault } from '../../core/index.ts';
import type { Mailer, OutgoingMail } from '../../delivery/index.ts';
import { formBase64 } from './body.ts';
import { answerOf } from './faults.ts';

export type SesOptions = {
  region: string;
  /** Unset: Amazon's own for the region. */
  endpoint?: string;
  configurationSet?: string;
  /** Unset: the SDK's own chain (environment, profile, instance role). */
  credentials?: { accessKeyId: string; secretAccessKey: string };
  /** How long one answer may take, ms. SIGTERM waits for calls in flight, so this stays below its 20 s. */
  timeoutMs?: number;
  maxSockets?: number;
};

const NOTHING = new Uint8Array(0);

/**
 * Amazon SES through its v1 API, the only one whose SendRawEmail carries List-Unsubscribe in our own bytes.
 * `maxAttempts: 1`: with the SDK's 3, a mail whose answer was lost went out twice. `throwOnRequestTimeout`: without it
 * a call that is never answered hangs.
 */
export function sesMailer(options: SesOptions): Mailer {
  const agent = { keepAlive: true, maxSockets: options.maxSockets ?? 50 };
  const client = new SESClient({
    region: options.region,
    ...(options.endpoint ? { endpoint: options.endpoint } : {}),
    ...(options.credentials ? { credentials: options.credentials } : {}),
    maxAttempts: 1,
    // Nothing is added to the stack after the first call, so it need not be put together for each.
    cacheMiddleware: true,
    requestHandler: {
      // A connection that was not there in time proves that nothing was sent; a call without answer proves nothing.
      connectionTimeout: Math.min(5_000, options.timeoutMs ?? 12_000),
      requestTimeout: options.timeoutMs ?? 12_000,
      throwOnRequestTimeout: true,
      httpAgent: new HttpAgent(agent),
      httpsAgent: new HttpsAgent(agent),
    },
  });
  putBodiesIn(client);
  return {
    send: (mail) => send(client, mail, options.configurationSet),
    quota: async () => {
      const { MaxSendRate, Max24HourSend, SentLast24Hours } = await client
        .send(new GetSendQuotaCommand({}))
        .catch(denied);
      return {
        perSecond: limit(MaxSendRate),
        perDay: limit(Max24HourSend),
        sentToday: SentLast24Hours ?? 0,
      };
    },
    close: () => client.destroy(),
  };
}

/** An answer that says no is a matter for a person; that SES cannot be asked passes. */
function denied(error: unknown): never {
  const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode ?? 0;
  if (status >= 400 && status < 500 && name !== 'Throttling') throw fault('forbidden', `${name}: ${message}`);
  throw error;
}

/** GetSendQuota says −1 where there is no limit. */
const limit = (value: number | undefined) =>
  value === undefined || value < 0 ? Number.POSITIVE_INFINITY : value;

async function send(client: SESClient, mail: OutgoingMail, configurationSet?: string) {
  const command = new SendRawEmailCommand({
    Source: mail.source,
    Destinations: [mail.to],
    RawMessage: { Data: NOTHING },
    Tags: Object.entries(mail.tags).map(([Name, Value]) => ({ Name, Value })),
    ...(configurationSet ? { ConfigurationSetName: configurationSet } : {}),
  });
  bodies.set(command.input, mail.pieces);
  try {
    const { MessageId } = await client.send(command);
    return MessageId
      ? ({ kind: 'accepted', messageId: MessageId } as const)
      : ({ kind: 'unknown', reason: 'SES answered without a MessageId' } as const);
  } catch (error) {
    return answerOf(error, mail.source);
  }
}

const bodies = new WeakMap<object, readonly Uint8Array[]>();
const FIELD = 'RawMessage.Data=';

/**
 * The SDK would turn each mail into one long string, base64 it and percent-encode that: a quarter of the processor time of
 * a call. It is given an empty mail instead, and the encoded one is put in before it counts and signs the body.
 */
function putBodiesIn(client: SESClient): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const pieces = bodies.get(args.input);
      const request = args.request as { body?: unknown };
      if (pieces && typeof request.body === 'string') request.body = bodyWith(request.body, pieces);
      return next(args);
    },
    // `high` runs before the step that counts the body's length.
    { name: 'putBodyIn', step: 'build', priority: 'high' },
  );
}

/** A value can hold no `=`: the SDK has percent-encoded it, so the field's name is found only where it stands. */
function bodyWith(form: string, pieces: readonly Uint8Array[]): Uint8Array {
  const at = form.indexOf(FIELD) + FIELD.length;
  return Buffer.concat([Buffer.from(form.slice(0, at)), ...formBase64(pieces), Buffer.from(form.slice(at))]);
}
