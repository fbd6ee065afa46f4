import { verify } from 'node:crypto';
import { promisify } from 'node:util';
import { type Clock, fault } from '../../core/index.ts';
import {
  amazonCertificates,
  type CertificateMemory,
  type CertificateSource,
  keptCertificates,
  simulatorCertificates,
} from './certificates.ts';
import { parseSnsMessage, type SnsRules, signedText, topicRegion } from './message.ts';

export type { CertificateMemory, CertificateSource } from './certificates.ts';
export type { SnsRules } from './message.ts';

// Asynchronous, the check runs in the thread pool: events come in thousands after an edition.
const verifySignature = promisify(verify);
const algorithms = { '1': 'sha1', '2': 'sha256' } as const;
const CONFIRM_TIMEOUT_MS = 5_000;

export type SnsOptions = SnsRules & {
  clock: Clock;
  certificates: CertificateSource;
  /** Unset: what has verified is forgotten with the process. */
  memory?: CertificateMemory;
  /** Where a topic's API is. */
  endpoint(topicArn: string): Promise<string>;
};

const amazonEndpoint = async (topicArn: string) => `https://sns.${topicRegion(topicArn)}.amazonaws.com`;

/** Reads and answers what Amazon SNS posts to us. */
export function snsTopics(options: SnsOptions) {
  const { certificate, hasVerified } = keptCertificates(options.certificates, options.clock, options.memory);

  /**
   * What a body says, once it is certain that SNS said it, for a topic of ours.
   * @throws Fault `invalid`, `forbidden`, or `unavailable` when SNS should try again.
   */
  async function read(body: string) {
    const envelope = parseSnsMessage(body, options.clock.now(), options);
    const { publicKey } = await certificate(envelope.SigningCertURL);
    const signature = Buffer.from(envelope.Signature, 'base64');
    const text = Buffer.from(signedText(envelope), 'utf8');
    if (!(await verifySignature(algorithms[envelope.SignatureVersion], text, publicKey, signature))) {
      throw fault('forbidden', 'The signature of this SNS message is wrong.');
    }
    await hasVerified(envelope.SigningCertURL);
    const { MessageId: messageId, TopicArn: topicArn } = envelope;
    switch (envelope.Type) {
      case 'Notification':
        return { type: envelope.Type, messageId, message: envelope.Message };
      case 'SubscriptionConfirmation':
        return { type: envelope.Type, messageId, topicArn, token: envelope.Token };
      case 'UnsubscribeConfirmation':
        return { type: envelope.Type, messageId, topicArn };
    }
  }

  /**
   * Confirms a subscription with a call built from the topic's name and the token. The message's own `SubscribeURL`
   * is never followed: it is an address that a stranger chose.
   */
  async function confirm({ topicArn, token }: { topicArn: string; token: string }): Promise<void> {
    const endpoint = await options.endpoint(topicArn);
    const query = new URLSearchParams({
      Action: 'ConfirmSubscription',
      Version: '2010-03-31',
      TopicArn: topicArn,
      Token: token,
    });
    const response = await fetch(`${endpoint}/?${query}`, {
      redirect: 'error',
      signal: AbortSignal.timeout(CONFIRM_TIMEOUT_MS),
    });
    await response.arrayBuffer();
    if (!response.ok) {
      throw fault('unavailable', `SNS did not take the confirmation (HTTP ${response.status}).`);
    }
  }

  return { read, confirm };
}

export type SnsTopics = ReturnType<typeof snsTopics>;

export type SnsConfig = {
  sending: 'off' | 'simulator' | 'live';
  sesEndpoint?: string | undefined;
  awsRegion: string;
  snsTopicArns: readonly string[];
  snsMaxAgeMinutes: number;
};

/** The topic of the local simulator, whose account has the number of Amazon's own examples. */
const simulatedTopic = (region: string) => `arn:aws:sns:${region}:123456789012:quarterly`;

/**
 * SNS as configured. While sending is simulated, only the simulator can speak, with its own certificate, for its topic;
 * `findSimulator` is asked anew each time, because it may start after the web. Off behaves as live: events of mails that
 * went out earlier still come in.
 */
export function configuredSns(
  config: SnsConfig,
  clock: Clock,
  { findSimulator, memory }: { findSimulator(): Promise<string | undefined>; memory?: CertificateMemory },
): SnsTopics {
  const rules = { clock, ...(memory ? { memory } : {}), maxAgeMs: config.snsMaxAgeMinutes * 60_000 };
  if (config.sending !== 'simulator') {
    return snsTopics({
      ...rules,
      topicArns: config.snsTopicArns,
      certificates: amazonCertificates,
      endpoint: amazonEndpoint,
    });
  }
  const endpoint = async () => {
    const url = config.sesEndpoint ?? (await findSimulator());
    if (!url) {
      throw fault('unavailable', 'The simulator of Amazon SES is not running.');
    }
    return url;
  };
  return snsTopics({
    ...rules,
    topicArns: [...config.snsTopicArns, simulatedTopic(config.awsRegion)],
    certificates: simulatorCertificates(endpoint),
    endpoint,
  });
}
