import { createHash, type KeyObject, randomUUID, sign } from 'node:crypto';
import { createCertificate } from './der.ts';

export type SnsType = 'Notification' | 'SubscriptionConfirmation' | 'UnsubscribeConfirmation';

/** An SNS message as it is posted to an HTTP endpoint; tests may put in any wrong value before signing. */
export type SnsMessage = {
  Type: SnsType;
  MessageId: string;
  TopicArn: string;
  Subject?: string;
  Message: string;
  Timestamp: string;
  Token?: string;
  SubscribeURL?: string;
  UnsubscribeURL?: string;
};
export type SignedSnsMessage = SnsMessage & {
  SignatureVersion: string;
  Signature: string;
  SigningCertURL: string;
};

export type Signer = {
  /** The certificate that verifies, in PEM. */
  certificate: string;
  /** `https://sns.<region>.amazonaws.com/SimpleNotificationService-<32 hex>.pem`: new with every certificate. */
  signingCertUrl: string;
  privateKey: KeyObject;
};

const NOTIFICATION = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'] as const;
const CONFIRMATION = [
  'Message',
  'MessageId',
  'SubscribeURL',
  'Timestamp',
  'Token',
  'TopicArn',
  'Type',
] as const;

/** The text that SNS signs. Source: "Verifying the signatures of Amazon SNS messages". */
export function stringToSign(message: SnsMessage): string {
  const names = message.Type === 'Notification' ? NOTIFICATION : CONFIRMATION;
  const lines: string[] = [];
  for (const name of names) {
    const value = (message as Record<string, string | undefined>)[name];
    if (value !== undefined) lines.push(name, value);
  }
  return `${lines.join('\n')}\n`;
}

/** A new key and certificate such as SNS would sign with in `region`. */
export async function createSigner(region: string, now = new Date()): Promise<Signer> {
  const { privateKey, pem } = await createCertificate('sns.amazonaws.com', now);
  const name = createHash('sha256').update(pem).digest('hex').slice(0, 32);
  return {
    certificate: pem,
    signingCertUrl: `https://sns.${region}.amazonaws.com/SimpleNotificationService-${name}.pem`,
    privateKey,
  };
}

/**
 * Signs any message, right or hostile, as SNS does: version 1 is SHA-1, version 2 SHA-256.
 * `over` replaces what belongs to the signature, for example a SigningCertURL on another host.
 */
export function signSnsMessage(
  signer: Signer,
  message: SnsMessage,
  over: { version?: '1' | '2'; signingCertUrl?: string } = {},
): Promise<SignedSnsMessage> {
  const version = over.version ?? '1';
  return new Promise((resolve, reject) => {
    // With a callback the signature (0.7 ms of CPU) is made in the thread pool, not on the event loop.
    sign(
      version === '2' ? 'sha256' : 'sha1',
      Buffer.from(stringToSign(message)),
      signer.privateKey,
      (error, bytes) => {
        if (error) reject(error);
        else
          resolve({
            ...message,
            SignatureVersion: version,
            Signature: bytes.toString('base64'),
            SigningCertURL: over.signingCertUrl ?? signer.signingCertUrl,
          });
      },
    );
  });
}

/** An unsigned Notification with everything that SNS fills in. */
export const notification = (topicArn: string, message: string, now: Date): SnsMessage => ({
  Type: 'Notification',
  MessageId: randomUUID(),
  TopicArn: topicArn,
  Subject: 'Amazon SES Email Event Notification',
  Message: message,
  Timestamp: now.toISOString(),
});
