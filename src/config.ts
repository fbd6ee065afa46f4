import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  address,
  addresses,
  cron,
  list,
  type Option,
  oneOf,
  option,
  optional,
  sender,
  siteAddress,
  text,
  timeZone,
  whole,
} from './config-schemas.ts';
import { fault } from './core/index.ts';

/** Every option there is. `docs/configuration.md` is generated from this table, and a test holds them together. */
export const options = {
  databaseUrl: optional({
    env: 'DATABASE_URL',
    doc: 'PostgreSQL 15 or newer, as `postgres://user:password@host/database`. Unset: a PostgreSQL from npm is started in `DATA_DIR`, on loopback.',
    schema: address('postgres:', 'postgresql:'),
  }),
  redisUrl: optional({
    env: 'REDIS_URL',
    doc: 'Redis for the queue, as `redis://host:6379`. Unset: the queue lives in PostgreSQL. Redis must run with `maxmemory-policy noeviction`.',
    schema: address('redis:', 'rediss:'),
  }),
  dataDir: option({
    env: 'DATA_DIR',
    doc: 'Folder for the embedded PostgreSQL and the local outbox.',
    schema: text.min(1, 'must name a folder'),
    default: './data',
  }),
  port: option({ env: 'PORT', doc: 'Port of the web pages.', schema: whole(0, 65_535), default: '3000' }),
  host: option({
    env: 'HOST',
    doc: 'Address that the web listens on. `0.0.0.0` inside a container.',
    schema: text.min(1, 'must name an address'),
    default: '127.0.0.1',
  }),
  publicUrl: optional({
    env: 'PUBLIC_URL',
    doc: 'Address under which readers reach the web pages, perhaps with a path (`https://council.example.org/bulletin`); every link in mail and feeds starts with it. Unset: `http://localhost:PORT`.',
    schema: siteAddress,
  }),
  secretKey: optional({
    env: 'SECRET_KEY',
    doc: 'Signs the links in mails; at least 32 characters. Unset: a random one is made at the first start and kept in the database.',
    schema: text.min(32, 'must have at least 32 characters'),
  }),
  secretKeys: option({
    env: 'SECRET_KEYS',
    doc: 'Several signing keys, comma-separated, for rotation: the first signs, all verify. Put the new key in front and keep the old one as long as its mails matter.',
    schema: list.refine(
      (keys) => keys.every((key) => key.length >= 32),
      'must hold keys of at least 32 characters each',
    ),
    default: '',
  }),
  mailFrom: optional({
    env: 'MAIL_FROM',
    doc: 'Sender, as `Name <address>`; the identity must be verified in Amazon SES. Unset: the edition’s publisher and mailbox.',
    schema: sender,
  }),
  theme: option({
    env: 'THEME',
    doc: 'How mails look: `standard`, `gazette`, or a JSON or YAML file that says how yours differs (colours, fonts, masthead, logo, footer); see `docs/themes.md`.',
    schema: text.min(1, 'must name a theme or a file'),
    default: 'standard',
  }),
  sending: option({
    env: 'SENDING',
    doc: '`off` sends nothing; `simulator` sends to the local Amazon SES simulator; `live` sends real mail.',
    schema: oneOf('off', 'simulator', 'live'),
    default: 'simulator',
  }),
  sendingAllowlist: option({
    env: 'SENDING_ALLOWLIST',
    doc: 'With `SENDING=live`: the only addresses and domains that get mail, comma-separated. `*` = everybody. Empty = nobody.',
    schema: list,
    default: '',
  }),
  sesEndpoint: optional({
    env: 'SES_ENDPOINT',
    doc: 'Another address for the Amazon SES API, for tests. Unset: Amazon’s own for `AWS_REGION`, or the built-in simulator.',
    schema: address('http:', 'https:'),
  }),
  sesConfigurationSet: optional({
    env: 'SES_CONFIGURATION_SET',
    doc: 'SES configuration set that publishes events to SNS; needed for bounces and complaints.',
    schema: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, - or _'),
  }),
  awsRegion: option({
    env: 'AWS_REGION',
    doc: 'AWS region of SES. Credentials come from the usual AWS environment or instance role.',
    schema: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region such as eu-west-2'),
    default: 'eu-west-2',
  }),
  snsTopicArns: option({
    env: 'SNS_TOPIC_ARNS',
    doc: 'The only SNS topics whose events are taken at `/hooks/ses`, comma-separated, each as `arn:aws:sns:region:account:name`.',
    schema: list.refine(
      (topics) =>
        topics.every((topic) =>
          /^arn:aws:sns:[a-z]{2}(-[a-z]+)+-\d:\d{12}:[A-Za-z0-9_-]{1,256}$/.test(topic),
        ),
      'must hold topics named like arn:aws:sns:eu-west-2:123456789012:quarterly',
    ),
    default: '',
  }),
  snsMaxAgeMinutes: option({
    env: 'SNS_MAX_AGE_MINUTES',
    doc: 'Older events are refused as replays. SNS itself never tries longer than 60 minutes.',
    schema: whole(1, 1_440),
    default: '60',
  }),
  trustProxy: option({
    env: 'TRUST_PROXY',
    doc: 'How many reverse proxies of yours stand in front: the client’s address is then taken from `X-Forwarded-For`, that many entries from its end. `0` = none, the header is ignored.',
    schema: whole(0, 10),
    default: '0',
  }),
  simulatorPort: option({
    env: 'SIMULATOR_PORT',
    doc: 'Port of the local SES simulator and its outbox, on loopback. `0` takes a free one.',
    schema: whole(0, 65_535),
    default: '3001',
  }),
  sendConcurrency: option({
    env: 'SEND_CONCURRENCY',
    doc: 'Mails that one worker has at Amazon SES at once, and so the most that its sudden end leaves unknown. One process carries 10 to 25 well; start more workers for more.',
    schema: whole(1, 200),
    default: '24',
  }),
  leaseSeconds: option({
    env: 'LEASE_SECONDS',
    doc: 'How long what a worker has claimed stays its own after it falls silent, in seconds.',
    schema: whole(2, 3_600),
    default: '30',
  }),
  unknownPolicy: option({
    env: 'UNKNOWN_POLICY',
    doc: 'What becomes of a mail of which nobody can say whether Amazon SES took it. `hold`: a person decides (`quarterly deliveries unknown N`). `resend`: it is sent again after `UNKNOWN_WINDOW_MINUTES` without an event, at the risk of a second copy.',
    schema: oneOf('hold', 'resend'),
    default: 'hold',
  }),
  unknownWindowMinutes: option({
    env: 'UNKNOWN_WINDOW_MINUTES',
    doc: 'How long an event from Amazon SES may still settle an unknown mail before `UNKNOWN_POLICY=resend` sends it again.',
    schema: whole(1, 10_080),
    default: '60',
  }),
  rampWaitMinutes: option({
    env: 'RAMP_WAIT_MINUTES',
    doc: 'With `edition send --ramp`: how long the bounces and complaints of the first readers are waited for before the rest goes, unless `--ramp-wait` says it for that edition. Nearly all come within minutes.',
    schema: whole(1, 10_080),
    default: '15',
  }),
  canary: option({
    env: 'CANARY',
    doc: 'Addresses that get a copy of every edition as its sending begins, comma-separated, so that somebody sees what readers see.',
    schema: addresses,
    default: '',
  }),
  approval: option({
    env: 'APPROVAL',
    doc: '`required`: a person approves each edition before it is sent. `none`: the flow goes on by itself.',
    schema: oneOf('required', 'none'),
    default: 'required',
  }),
  approvers: option({
    env: 'APPROVERS',
    doc: 'Addresses that are told when an edition waits for approval, comma-separated. Empty: the edition’s own mailbox.',
    schema: addresses,
    default: '',
  }),
  approvalReminderHours: option({
    env: 'APPROVAL_REMINDER_HOURS',
    doc: 'How long until the approvers are told again, in hours.',
    schema: whole(1, 720),
    default: '24',
  }),
  cadence: option({
    env: 'CADENCE',
    doc: 'When the quarterly flow starts: five-field cron; `2#1` = the first Tuesday of the month. `0 9 1-7 2,5,8,11 2` is read as “first Tuesday” too: day of month *and* day of week must match.',
    schema: cron,
    default: '0 9 1-7 2,5,8,11 2',
  }),
  timeZone: option({
    env: 'TIME_ZONE',
    doc: 'Time zone of `CADENCE` and of dates in pages and mails.',
    schema: timeZone,
    default: 'Europe/London',
  }),
  retentionLeftDays: option({
    env: 'RETENTION_LEFT_DAYS',
    doc: 'Days after a reader left, or was suppressed, until their address and name are removed.',
    schema: whole(0, 3_650),
    default: '28',
  }),
  retentionUnconfirmedDays: option({
    env: 'RETENTION_UNCONFIRMED_DAYS',
    doc: 'Days until a sign-up that was not confirmed is removed; a confirm link lives 7 days.',
    schema: whole(7, 3_650),
    default: '14',
  }),
  retentionEventsDays: option({
    env: 'RETENTION_EVENTS_DAYS',
    doc: 'Days until events from Amazon SES and the record of single mails are removed.',
    schema: whole(1, 3_650),
    default: '400',
  }),
  feedsAllowPrivate: option({
    env: 'FEEDS_ALLOW_PRIVATE',
    doc: '`on` lets partner feeds be read from loopback and private networks. `off`: a feed’s address, redirect or DNS answer can reach nothing inside.',
    schema: oneOf('off', 'on'),
    default: 'off',
  }),
  websubHub: optional({
    env: 'WEBSUB_HUB',
    doc: 'WebSub hub that is told when an edition is published or corrected, and that feeds name. Unset: none.',
    schema: address('http:', 'https:'),
  }),
  dataController: optional({
    env: 'DATA_CONTROLLER',
    doc: 'Who answers for readers’ personal data, for the privacy and accessibility statements. Unset: the latest edition’s publisher.',
    schema: text,
  }),
  contactEmail: optional({
    env: 'CONTACT_EMAIL',
    doc: 'Address for questions about privacy and accessibility. Unset: the latest edition’s mailbox.',
    schema: z.email('must be an email address'),
  }),
  logLevel: option({
    env: 'LOG_LEVEL',
    doc: 'Least level that is logged: `debug`, `info`, `warn`, `error` or `silent`.',
    schema: oneOf('debug', 'info', 'warn', 'error', 'silent'),
    default: 'info',
  }),
};

type Read = { [K in keyof typeof options]: z.output<(typeof options)[K]['schema']> };
/** A signing key; `id` is derived from the key, so it survives reordering. */
export type SecretKey = { id: string; key: Buffer };
export type Config = Omit<Read, 'publicUrl' | 'secretKey' | 'secretKeys'> & {
  publicUrl: string;
  /** First signs, all verify. Empty: `openApp` makes one and keeps it in the database. */
  secretKeys: SecretKey[];
};

export function secretKeyFrom(secret: string): SecretKey {
  const id = createHash('sha256').update(`quarterly key id\n${secret}`).digest('base64url').slice(0, 4);
  return { id, key: createHash('sha256').update(`quarterly signing key\n${secret}`).digest() };
}

/**
 * Reads every option from the environment.
 * @throws Fault `invalid` that names the first wrong option in one sentence.
 */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const read = Object.fromEntries(
    Object.entries(options).map(([key, row]) => [key, readOption(row as Option<unknown>, env[row.env])]),
  ) as Read;
  refuseContradictions(read);
  const secrets = [...read.secretKeys, ...(read.secretKey ? [read.secretKey] : [])];
  return {
    ...read,
    publicUrl: read.publicUrl ?? `http://localhost:${read.port}`,
    secretKeys: [...new Set(secrets)].map(secretKeyFrom),
  };
}

function readOption(row: Option<unknown>, raw: string | undefined): unknown {
  const result = row.schema.safeParse(raw === undefined || raw.trim() === '' ? row.default : raw.trim());
  if (result.success) return result.data;
  throw fault('invalid', `The option ${row.env} ${result.error.issues[0]?.message ?? 'is wrong'}.`);
}

function refuseContradictions(read: Read): void {
  const host = read.sesEndpoint ? new URL(read.sesEndpoint).hostname : 'localhost';
  if (read.sending === 'simulator' && !['localhost', '127.0.0.1', '[::1]'].includes(host)) {
    throw fault(
      'invalid',
      'The option SES_ENDPOINT must be on this machine while SENDING=simulator; set SENDING=live to reach another.',
    );
  }
}
