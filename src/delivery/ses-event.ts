import { z } from 'zod';
import type { Report } from './delivery.ts';

/** What an SES event means for us: which mail, what is reported of it, and what follows for the reader. */
export type SesReading = {
  mail: { delivery: number } | { notice: number } | { messageId: string };
  report: Report;
  reason?: string;
  reader?: 'hard bounce' | 'soft bounce' | 'complaint';
};

const shape = z.looseObject({
  eventType: z.string().optional(),
  notificationType: z.string().optional(),
  mail: z.looseObject({
    messageId: z.string(),
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
  return meaning && { mail: mailOf(parsed.data), ...meaning };
}

function mailOf({ mail }: Event): SesReading['mail'] {
  const tag = (name: string) => Number(mail.tags?.[name]?.[0] ?? 'none');
  if (Number.isSafeInteger(tag('delivery'))) return { delivery: tag('delivery') };
  if (Number.isSafeInteger(tag('notice'))) return { notice: tag('notice') };
  return { messageId: mail.messageId };
}

function meaningOf(event: Event): Omit<SesReading, 'mail'> | undefined {
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
        reason: `refused by Amazon SES: ${event.reject?.reason ?? 'bad content'}`,
      };
    case 'Rendering Failure':
      return { report: 'rejected', reason: 'Amazon SES could not render it' };
    default:
      return undefined;
  }
}

/** Only a permanent bounce says that the address is dead; a full mailbox or an absence note does not. */
function bounced({ bounce }: Event): Omit<SesReading, 'mail'> {
  const reader = bounce?.bounceType === 'Permanent' ? 'hard bounce' : 'soft bounce';
  return { report: 'bounced', reason: `${reader}: ${bounce?.bounceSubType ?? 'unspecified'}`, reader };
}

/** Some providers report "this is not spam" through the same channel; it is no complaint. */
function complained({ complaint }: Event): Omit<SesReading, 'mail'> | undefined {
  const kinds = [complaint?.complaintFeedbackType, complaint?.complaintSubType];
  if (kinds.includes('not-spam')) return undefined;
  return {
    report: 'complained',
    reason: complaint?.complaintFeedbackType ?? 'complaint',
    reader: 'complaint',
  };
}
