import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';

export const clientOf = (url: string) =>
  new SESClient({
    region: 'eu-west-2',
    endpoint: url,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });

type Written = { to?: string; subject?: string; html?: string; text?: string };

/** A small multipart mail, CRLF, UTF-8 as it is. */
export const mailOf = ({
  to = 'reader@example.org',
  subject = 'Issue 06',
  html = '<p>Hello</p>',
  text = 'Hello',
}: Written = {}) =>
  Buffer.from(
    [
      'From: Quarterly <bulletin@example.org>',
      `To: ${to}`,
      `Subject: ${subject}`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary=cut',
      '',
      '--cut',
      'Content-Type: text/plain; charset=utf-8',
      '',
      text,
      '--cut',
      'Content-Type: text/html; charset=utf-8',
      '',
      html,
      '--cut--',
      '',
    ].join('\r\n'),
  );

export const sending = (to: string, raw = mailOf({ to }), tag = '1') =>
  new SendRawEmailCommand({
    Source: 'bulletin@example.org',
    Destinations: [to],
    RawMessage: { Data: raw },
    Tags: [{ Name: 'delivery', Value: tag }],
    ConfigurationSetName: 'bulletin',
  });

/** POSTs JSON to the control API, as another process does. */
export const control = (url: string, path: string, body: unknown) =>
  fetch(`${url}/_control${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

export type Received = { headers: IncomingHttpHeaders; body: string; message: Record<string, string> };

/** A bare endpoint for SNS posts that answers with the statuses given, then 200. */
export async function hook(statuses: number[] = []) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      received.push({ headers: request.headers, body, message: JSON.parse(body) as Record<string, string> });
      response.writeHead(statuses.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/ses`,
    received,
    events: () => received.map(({ message }) => JSON.parse(message.Message ?? '{}') as SesEvent),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type SesEvent = {
  eventType: string;
  mail: {
    messageId: string;
    destination: string[];
    tags: Record<string, string[]>;
    commonHeaders: { subject: string };
  };
  bounce?: { bounceType: string; bounceSubType: string; bouncedRecipients: { emailAddress: string }[] };
  complaint?: { complaintFeedbackType: string };
  deliveryDelay?: unknown;
  failure?: unknown;
  reject?: unknown;
};
