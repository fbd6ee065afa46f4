import { z } from 'zod';
import { type Reason, reason } from '../core/index.ts';
import type { Bounce, Report } from './delivery.ts';

/** What an SES event means for us: which mail, what is reported of it, and what follows for the reader. */
export type SesReading = {
  messageId: string;
  /** When Amazon SES had the mail, by its own clock. */
  sentAt?: Date;
  /** Which installation sent it; absent in mails of versions that did not say. */
  installation?: string;
  /** By our own tags. */
  mail?: { delivery: number } | { notice: number };
  report: Report;
  reason?: Reason;
  reader?: 'hard bounce' | 'soft bounce' | 'complaint';
};
type Meaning = Pick<SesReading, 'report' | 'reason' | 'reader'>;

const shape = z.looseObject({
  eventType: z.string().optional(),
  notificationType: z.string().optional(),
  mail: z.looseObject({
    messageId: z.string(),
    timestamp: z.string().optional().catch(undefined),
    tags: z.record(z.string(), z.array(z.string())).optional(),
  }),
  bounce: z.looseObject({ bounceType: z.string(), bounceSubType: z.string().optional() }).optional(),
  complaint: z
    .looseObject({ complaintFeedbackType: z.string().nullish(), complaintSubType: z.string().nullish() })
    .optional(),
  reject: z.looseObject({ reason: z.string().optional() }).optional(),
});
type Event = z.output<typeof shape>;

/**
 * Reads a stored event; `undefined` when it changes nothing (a delay, an opening) or is none of ours.
 * Source: SES Developer Guide, "Contents of event data that Amazon SES publishes to Amazon SNS".
 */
export function readSesEvent(payload: unknown): SesReading | undefined {
  const parsed = shape.safeParse(payload);
  if (!parsed.success) return undefined;
  const meaning = meaningOf(parsed.data);
  return meaning && { ...mailOf(parsed.data), ...meaning };
}

function mailOf({
  mail: { messageId, timestamp, tags },
}: Event): Pick<SesReading, 'messageId' | 'sentAt' | 'installation' | 'mail'> {
  const number = (name: string) => Number(tags?.[name]?.[0] ?? 'none');
  const kinds = ['delivery', 'notice'] as const;
  const kind = kinds.find((name) => Number.isSafeInteger(number(name)));
  const installation = tags?.installation?.[0];
  const sentAt = new Date(timestamp ?? '');
  return {
    messageId,
    ...(Number.isNaN(sentAt.getTime()) ? {} : { sentAt }),
    ...(installation === undefined ? {} : { installation }),
    ...(kind === undefined ? {} : { mail: { [kind]: number(kind) } as SesReading['mail'] }),
  };
}

function meaningOf(event: Event): Meaning | undefined {
  switch (event.eventType ?? event.notificationType) {
    case 'Send':
      return { report: 'sent' };
    case 'Delivery':
      return { report: 'delivered' };
    case 'Bounce':
      return bounced(event);
    case 'Complaint':
      return complained(event);
    case 'Reject':
      return {
        report: 'rejected',
        reason: reason('refused', { said: event.reject?.reason ?? 'bad content' }),
      };
    case 'Rendering Failure':
      return { report: 'rejected', reason: reason('not-rendered') };
    default:
      return undefined;
  }
}

/** Only a permanent bounce says that the address is dead; a full mailbox or an absence note does not. */
function bounced({ bounce }: Event): Meaning {
  const { bounceType, bounceSubType = 'unspecified' } = bounce ?? {};
  if (bounceType === 'Permanent')
    return {
      report: 'bounced',
      reason: reason('hard-bounce', { kind: bounceSubType }),
      reader: 'hard bounce',
    };
  const soft = reason('soft-bounce', { kind: bounceType === 'Undetermined' ? bounceType : bounceSubType });
  return { report: bounceOf(soft), reason: soft, reader: 'soft bounce' };
}

/**
 * How a mail bounced, by the reason that was written with it. `Transient General` and `Undetermined` may be the note of an
 * answering machine (SES Developer Guide, "Bounce types").
 */
export function bounceOf(why: Reason | null): Bounce {
  if (why?.code !== 'soft-bounce') return 'bounced';
  return ['General', 'Undetermined'].includes(why.params.kind) ? 'answered' : 'soft bounced';
}

/** Some providers report "this is not spam" through the same channel; it is no complaint. */
function complained({ complaint }: Event): Meaning | undefined {
  const kinds = [complaint?.complaintFeedbackType, complaint?.complaintSubType];
  if (kinds.includes('not-spam')) return undefined;
  return {
    report: 'complained',
    reason: reason('complaint', { kind: complaint?.complaintFeedbackType ?? 'complaint' }),
    reader: 'complaint',
  };
}
