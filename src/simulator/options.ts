import { z } from 'zod';

const probability = z.number().min(0).max(1);
const milliseconds = z.number().min(0);
/** A fixed number of milliseconds, or `[least, most]` drawn evenly. */
const spanSchema = z.union([milliseconds, z.tuple([milliseconds, milliseconds])]);
export type Span = z.infer<typeof spanSchema>;

/** Account limits as `GetSendQuota` reports them; −1 is unlimited. Both count recipients, as SES does. */
export const quotaSchema = z.strictObject({
  maxSendRate: z.number().min(-1),
  max24HourSend: z.number().min(-1),
  /** false: never throttle, only measure, so that a test can prove that the sender paced itself. */
  enforce: z.boolean(),
  /** Length of the rolling "day": tests shorten it to see a daily quota free itself. */
  dayMs: z.number().min(1),
});
export type QuotaLimits = z.infer<typeof quotaSchema>;

export const latencySchema = z.strictObject({
  latencyMs: spanSchema,
  /** Where in that time the mail is accepted: 0 at once, 1 just before the answer. */
  acceptAt: probability,
});
export type Latency = z.infer<typeof latencySchema>;

export const eventTypes = [
  'Send',
  'Delivery',
  'Bounce',
  'Complaint',
  'Reject',
  'DeliveryDelay',
  'Rendering Failure',
] as const;
export type EventType = (typeof eventTypes)[number];

export const eventsSchema = z.strictObject({
  delayMs: spanSchema,
  /** Share of the events that are posted twice, with the same SNS MessageId. */
  duplicate: probability,
  /** Share of the events that are lost. */
  drop: probability,
  /** Post the events of one mail, and of its neighbours, out of order. */
  reorder: z.boolean(),
  /** Event types that are sent at all. */
  types: z.array(z.enum(eventTypes)),
  /** Keep events back until this is false again. */
  paused: z.boolean(),
  /** SNS tries again this often after a failed post, then drops the message. */
  retries: z.number().int().min(0),
  retryMs: milliseconds,
  signatureVersion: z.enum(['1', '2']),
  seed: z.number().int(),
});
export type EventSettings = z.infer<typeof eventsSchema>;

export const behaviours = [
  'success',
  'bounce',
  'soft-bounce',
  'undetermined',
  'suppressed',
  'account-suppressed',
  'complaint',
  'not-spam',
  'ooto',
  'delay',
  'reject',
  'rendering-failure',
  'send-only',
  'silent',
] as const;
export type Behaviour = (typeof behaviours)[number];
/** Address, or pattern with `*`, to what becomes of a mail to it. */
export const behavioursSchema = z.record(z.string(), z.enum(behaviours));

const startSchema = z.strictObject({
  /** 0 takes a free one. */
  port: z.number().int().min(0).max(65_535),
  host: z.string(),
  /** Folder that keeps mails across restarts; memory only when unset. */
  storeDir: z.string().optional(),
  /** `all` keeps the bytes; `discard` a ledger line a mail, in a file; `count` numbers only. */
  keep: z.enum(['all', 'discard', 'count']),
  /** SHA-256 of each mail's decoded bytes, in the ledger. */
  hash: z.boolean(),
  /** SHA-256 of each request body exactly as it came over the wire. */
  digest: z.boolean(),
  ...quotaSchema.shape,
  ...latencySchema.shape,
  /** Where signed SNS messages are posted, e.g. http://127.0.0.1:3000/hooks/ses. */
  eventsTo: z.url().optional(),
  events: eventsSchema,
  behaviours: behavioursSchema,
  topicArn: z.string().optional(),
  region: z.string(),
  accountId: z.string(),
  /** When set, any other configuration set is refused as SES does. */
  configurationSets: z.array(z.string()).optional(),
  /** Verified addresses and domains; when set, any other sender is refused as SES does. */
  identities: z.array(z.string()).optional(),
});
export type ResolvedOptions = z.output<typeof startSchema>;
export type SimulatorOptions = Partial<Omit<ResolvedOptions, 'events'>> & { events?: Partial<EventSettings> };

const DEFAULTS: ResolvedOptions = {
  port: 0,
  host: '127.0.0.1',
  keep: 'all',
  hash: true,
  digest: false,
  // The first grant outside the sandbox is typically 14 a second and 50,000 a day.
  maxSendRate: 14,
  max24HourSend: 50_000,
  enforce: true,
  dayMs: 86_400_000,
  latencyMs: 0,
  acceptAt: 0.5,
  behaviours: {},
  region: 'eu-west-2',
  accountId: '123456789012',
  events: {
    delayMs: 0,
    duplicate: 0,
    drop: 0,
    reorder: false,
    types: [...eventTypes],
    paused: false,
    retries: 3,
    retryMs: 20_000,
    signatureVersion: '1',
    seed: 1,
  },
};

const given = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));

/** The options with their defaults; throws a ZodError that names a wrong one. */
export function resolveOptions(options: SimulatorOptions): ResolvedOptions {
  const events = { ...DEFAULTS.events, ...given(options.events ?? {}) };
  return startSchema.parse({ ...DEFAULTS, ...given(options), events });
}
