import { randomUUID } from 'node:crypto';
import type { Mail } from '../mails/mail.ts';
import { bareAddress, type Header, headerValue } from '../text.ts';

/** What happened, without the parts that are the same in every event. */
export type EventBody =
  | { eventType: 'Send' | 'Delivery' | 'Reject' | 'DeliveryDelay' | 'Rendering Failure' }
  | { eventType: 'Bounce'; bounceType: 'Permanent' | 'Transient' | 'Undetermined'; bounceSubType: string }
  | { eventType: 'Complaint'; feedback: 'abuse' | 'not-spam' };

export type EventContext = { mail: Mail; headers: readonly Header[]; accountId: string; region: string };

const addresses = (value: string | undefined) => value?.split(/,\s*(?=[^,]*@)/) ?? [];

function tagsOf(mail: Mail): Record<string, string[]> {
  const own = Object.fromEntries(mail.tags.map((tag) => [tag.name, [tag.value]]));
  return {
    'ses:operation': ['SendRawEmail'],
    ...(mail.configurationSet ? { 'ses:configuration-set': [mail.configurationSet] } : {}),
    'ses:source-ip': ['127.0.0.1'],
    'ses:from-domain': [bareAddress(mail.source).split('@').at(-1) ?? ''],
    'ses:caller-identity': ['simulator'],
    ...own,
  };
}

function mailObject({ mail, headers, accountId, region }: EventContext) {
  return {
    timestamp: new Date(mail.at).toISOString(),
    source: mail.source,
    sourceArn: `arn:aws:ses:${region}:${accountId}:identity/${bareAddress(mail.source).split('@').at(-1)}`,
    sendingAccountId: accountId,
    messageId: mail.id,
    destination: mail.destinations,
    headersTruncated: false,
    headers,
    commonHeaders: {
      from: addresses(headerValue(headers, 'From')),
      to: addresses(headerValue(headers, 'To')),
      messageId: mail.id,
      date: headerValue(headers, 'Date'),
      subject: headerValue(headers, 'Subject'),
    },
    tags: tagsOf(mail),
  };
}

const STATUS = {
  Permanent: { status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
  Transient: { status: '4.2.2', diagnosticCode: 'smtp; 452 4.2.2 mailbox full' },
  Undetermined: { status: '', diagnosticCode: '' },
} as const;

/** An answering machine's note is no report of delivery: it has neither status nor diagnosis. */
const bouncedRecipient = (
  { bounceType, bounceSubType }: EventBody & { eventType: 'Bounce' },
  emailAddress: string,
) =>
  bounceType === 'Transient' && bounceSubType === 'General'
    ? { emailAddress }
    : { emailAddress, action: 'failed', ...STATUS[bounceType] };

function particulars(body: EventBody, recipient: string, timestamp: string): Record<string, unknown> {
  switch (body.eventType) {
    case 'Send':
      return { send: {} };
    case 'Delivery':
      return {
        delivery: {
          timestamp,
          processingTimeMillis: 546,
          recipients: [recipient],
          smtpResponse: '250 2.6.0 Message received',
          reportingMTA: 'mta.example.org',
        },
      };
    case 'Bounce':
      return {
        bounce: {
          feedbackId: `${randomUUID()}-000000`,
          bounceType: body.bounceType,
          bounceSubType: body.bounceSubType,
          bouncedRecipients: [bouncedRecipient(body, recipient)],
          timestamp,
          reportingMTA: 'dsn; mta.example.org',
        },
      };
    case 'Complaint':
      return {
        complaint: {
          complainedRecipients: [{ emailAddress: recipient }],
          timestamp,
          feedbackId: `${randomUUID()}-000000`,
          complaintSubType: null,
          userAgent: 'Amazon SES Mailbox Simulator',
          complaintFeedbackType: body.feedback,
          arrivalDate: timestamp,
        },
      };
    case 'Reject':
      return { reject: { reason: 'Bad content' } };
    case 'DeliveryDelay':
      return {
        deliveryDelay: {
          timestamp,
          delayType: 'MailboxFull',
          expirationTime: new Date(Date.parse(timestamp) + 840 * 60_000).toISOString(),
          delayedRecipients: [{ emailAddress: recipient, ...STATUS.Transient }],
        },
      };
    case 'Rendering Failure':
      return {
        failure: { errorMessage: 'Attribute is not present in the rendering data.', templateName: 'none' },
      };
  }
}

/** One event in the JSON of SES event publishing. Source: "Contents of event data that Amazon SES publishes to SNS". */
export function eventJson(body: EventBody, recipient: string, context: EventContext & { now: Date }): string {
  return JSON.stringify({
    eventType: body.eventType,
    mail: mailObject(context),
    ...particulars(body, recipient, context.now.toISOString()),
  });
}
