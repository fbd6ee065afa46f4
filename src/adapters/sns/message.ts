import { z } from 'zod';
import { fault } from '../../core/index.ts';

/** A message as Amazon SNS posts it (SNS Developer Guide, "Parsing Amazon SNS message formats"). */
const common = {
  MessageId: z.string().regex(/^[A-Za-z0-9-]{1,100}$/),
  TopicArn: z.string().max(300),
  Message: z.string(),
  Timestamp: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/),
  SignatureVersion: z.enum(['1', '2']),
  Signature: z
    .string()
    .max(4_096)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/),
  SigningCertURL: z.string().max(500),
};
const confirmation = { ...common, Token: z.string().min(1).max(4_096), SubscribeURL: z.string().max(8_192) };
const envelope = z.discriminatedUnion('Type', [
  z.object({ Type: z.literal('Notification'), ...common, Subject: z.string().optional() }),
  z.object({ Type: z.literal('SubscriptionConfirmation'), ...confirmation }),
  z.object({ Type: z.literal('UnsubscribeConfirmation'), ...confirmation }),
]);
export type SnsEnvelope = z.output<typeof envelope>;

/** What is allowed to speak to us, and for how long after it was said. */
export type SnsRules = { topicArns: readonly string[]; maxAgeMs: number };

const FUTURE_MS = 5 * 60_000;
const TOPIC = /^arn:aws:sns:([a-z]{2}(?:-[a-z]+)+-\d):\d{12}:[A-Za-z0-9_-]{1,256}$/;
const CERTIFICATE_PATH = /^\/SimpleNotificationService-[0-9a-f]{32}\.pem$/;

/** The region of a topic, which decides the only host whose certificate can sign for it. */
export function topicRegion(topicArn: string): string {
  const region = TOPIC.exec(topicArn)?.[1];
  if (!region) {
    throw fault('invalid', 'An SNS topic is named like arn:aws:sns:eu-west-2:123456789012:quarterly.');
  }
  return region;
}

/**
 * Reads one post and refuses everything that can be refused before a certificate is fetched, cheapest first.
 * The signature is *not* checked yet.
 * @throws Fault `invalid` when it is no SNS message, `forbidden` when it is not one for us.
 */
export function parseSnsMessage(body: string, now: Date, rules: SnsRules): SnsEnvelope {
  const read = envelope.safeParse(json(body));
  if (!read.success) {
    throw fault('invalid', 'This is not a message of Amazon SNS.');
  }
  const message = read.data;
  if (!rules.topicArns.includes(message.TopicArn)) {
    throw fault('forbidden', 'This SNS topic is not allowed here: add it to SNS_TOPIC_ARNS if it is yours.');
  }
  const age = now.getTime() - Date.parse(message.Timestamp);
  if (!(age <= rules.maxAgeMs && age >= -FUTURE_MS)) {
    throw fault('forbidden', 'This SNS message is too old, or from the future.');
  }
  if (!isCertificateAddress(message.SigningCertURL, topicRegion(message.TopicArn))) {
    throw fault('forbidden', 'The certificate of this SNS message is not at an address of Amazon SNS.');
  }
  return message;
}

function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Compared as text: a URL parser would first repair what an attacker hid in it (case, ports, user names, `..`). */
function isCertificateAddress(address: string, region: string): boolean {
  const origin = `https://sns.${region}.amazonaws.com`;
  return address.startsWith(`${origin}/`) && CERTIFICATE_PATH.test(address.slice(origin.length));
}

const NOTIFICATION = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'];
const CONFIRMATION = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];

/** What SNS signs: named values in this order, a line each (SNS Developer Guide, "Verifying the signatures"). */
export function signedText(message: SnsEnvelope): string {
  const values = new Map<string, string>(Object.entries(message));
  return (message.Type === 'Notification' ? NOTIFICATION : CONFIRMATION)
    .filter((name) => values.has(name))
    .map((name) => `${name}\n${values.get(name)}\n`)
    .join('');
}
