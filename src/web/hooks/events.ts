import { z } from 'zod';
import type { EmailAddress } from '../../core/index.ts';
import { recipientOf } from './recipient.ts';
import { withoutPeople } from './without-people.ts';

/** SES names the type `eventType` when it publishes events and `notificationType` in feedback notifications. */
const sesEvent = z.union([
  z.looseObject({ eventType: z.string().min(1).max(100) }),
  z.looseObject({ notificationType: z.string().min(1).max(100) }),
]);

export type SesEvent = {
  type: string;
  /** Without addresses, names and other servers' text. */
  payload: string;
  /** The mailbox that it is about, to be hashed and not to be stored. */
  recipient?: EmailAddress;
  /** Our tags say which mail it is about. */
  tagged: boolean;
};

// PostgreSQL's jsonb takes neither U+0000 nor half a surrogate pair; other servers' text can bring both.
const storable = (_key: string, value: unknown) =>
  typeof value === 'string' ? value.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd') : value;

/** What we keep of the event in an SNS message; `undefined` for other text, such as the greeting that SES posts to a new topic. */
export function sesEventIn(message: string): SesEvent | undefined {
  let value: unknown;
  try {
    value = JSON.parse(message, storable);
  } catch {
    return undefined;
  }
  const read = sesEvent.safeParse(value);
  if (!read.success) {
    return undefined;
  }
  const type = 'eventType' in read.data ? read.data.eventType : read.data.notificationType;
  const recipient = recipientOf(read.data);
  const payload = JSON.stringify({ ...withoutPeople(read.data), ...ofTestMail(read.data) });
  return { type: String(type), payload, tagged: hasTags(read.data), ...(recipient ? { recipient } : {}) };
}

const testMail = z.looseObject({
  mail: z.looseObject({
    tags: z.looseObject({ doctor: z.array(z.string()) }),
    headers: z.array(z.looseObject({ name: z.string(), value: z.string() })),
  }),
});

/** Of the doctor's own test mail, whose links are nobody's, how Amazon SES had the headers that let a reader leave. */
function ofTestMail(event: object): { listHeaders?: Record<string, string> } {
  const read = testMail.safeParse(event);
  if (!read.success) return {};
  const ours = read.data.mail.headers.filter(({ name }) => /^list-unsubscribe(-post)?$/i.test(name));
  return { listHeaders: Object.fromEntries(ours.map(({ name, value }) => [name.toLowerCase(), value])) };
}

function hasTags(event: Record<string, unknown>): boolean {
  const { tags } = (event.mail ?? {}) as { tags?: unknown };
  return typeof tags === 'object' && tags !== null && ('delivery' in tags || 'notice' in tags);
}
