import { join } from 'node:path';
import { nobodysLink } from '../../subscribers/index.ts';
import { nextSlot } from '../adapters/queue/cadence.ts';
import { lookAtRedis } from '../adapters/queue/look.ts';
import { type Config, options, readOptions, secretKeyFrom } from '../config.ts';
import { type Clock, packageVersion, paths, sentenceOf, within } from '../core/index.ts';
import {
  type DoctorLook,
  type Examination,
  examine,
  type InstallationFacts,
  judgeAllowlist,
  judgeCadences,
  judgeFolder,
  judgeHold,
  judgeHolidays,
  judgeJournal,
  judgeOptions,
  judgeOptionsAdopted,
  judgeProcesses,
  judgeRedis,
  judgeRedisUnreachable,
  judgeSecrets,
  lookAtAccount,
  lookAtSite,
  nameServers,
  readFolder,
  type Seen,
  type Way,
} from '../doctor/index.ts';
import { loadTheme } from '../rendering/theme-file.ts';
import { lookAtDatabase } from './doctor-database.ts';
import { decisiveValues, differences, type Fingerprint, fingerprintOf } from './fingerprint.ts';
import { renderingOf } from './rendering-of.ts';

export type DoctorAsked = Way & {
  env: Record<string, string | undefined>;
  /** This machine's clock. */
  clock: Clock;
};

/** `quarterly doctor` has ended after 20 s; each look ends before, and a part of it before that, ms. */
const LOOK_MS = 16_000;
const NETWORK_MS = 5_000;
const SES_MS = 4_000;
const NAMES_MS = 3_000;
/** How long other looks wait for what the database knows. */
const PATIENCE_MS = 6_000;

/**
 * Looks at the installation that `env` describes, and at what it stands on. Nothing is changed by it, nothing is sent, and whatever
 * is away is a finding.
 */
export async function examineInstallation(asked: DoctorAsked): Promise<Examination> {
  const { config, refused } = readOptions(asked.env);
  const database = lookAtDatabase(config, () => asked.clock.now().getTime());
  const known = within(PATIENCE_MS, database.installation).catch(() => undefined);
  const looks: [string, DoctorLook['look']][] = [
    ['options', async () => ({ findings: await optionFindings(asked, config, refused) })],
    ['secrets', async () => ({ findings: judgeSecrets(secretsIn(asked.env, config)) })],
    ['disk', () => lookAtFolders(config)],
    ['database', database.look],
    ['queue', () => lookAtQueue(config)],
    ['processes', () => lookAtProcesses(config, known)],
    ['calendar', () => lookAtCalendar(asked, config, known)],
    ['public address', () => lookAtPublicAddress(asked, config, known)],
    ['Amazon SES', () => lookAtAmazon(config, known)],
  ];
  const found = await examine(
    looks.map(([name, look]) => ({ name, withinMs: LOOK_MS, look })),
    asked.clock.now(),
  );
  await database.close();
  return found;
}

type Known = Promise<InstallationFacts | undefined>;

async function optionFindings(
  { env, clock }: DoctorAsked,
  config: Config,
  refused: ReturnType<typeof readOptions>['refused'],
) {
  const themed = themeRefused(config);
  const cadences = { CADENCE: config.cadence, FEEDS_CADENCE: config.feedsCadence };
  const next = Object.entries(cadences).map(([name, cron]) => [
    name,
    nextSlot({ cron, timeZone: config.timeZone }, clock.now()),
  ]);
  return [
    ...judgeOptions(env, {
      known: Object.values(options),
      // A key that is too short is said among the secrets, with what is in danger.
      refused: [...refused, ...themed].filter((one) => !one.env.startsWith('SECRET_KEY')),
    }),
    ...judgeCadences(Object.fromEntries(next)),
    ...judgeAllowlist(config),
  ];
}

function themeRefused({ theme }: Config) {
  try {
    loadTheme(theme);
    return [];
  } catch (error) {
    return [{ env: 'THEME', says: `cannot be used: ${sentenceOf(error)}`, example: 'standard' }];
  }
}

/** Names of options, ours and of later versions, that hold a secret. */
const SECRET = /(_TOKEN|_SECRET|_PASSWORD)S?$/;

function secretsIn(env: DoctorAsked['env'], { databaseUrl }: Config) {
  const list = (name: string) =>
    (env[name] ?? '')
      .split(',')
      .map((value) => value.trim())
      .filter((value) => value !== '')
      .map((value) => ({ env: name, value }));
  const single = env.SECRET_KEY?.trim();
  const others = Object.values(options).filter((row) => SECRET.test(row.env));
  return {
    signing: [...list('SECRET_KEYS'), ...(single ? [{ env: 'SECRET_KEY', value: single }] : [])],
    others: others.flatMap((row) => list(row.env)),
    databaseUrl,
  };
}

async function lookAtFolders(config: Config): Promise<Seen> {
  const { databaseUrl, sending, dataDir, journalDir, journalCopyTo, backupDir } = config;
  const dataIsUsed = !databaseUrl || sending === 'simulator' || !journalDir;
  const folders = [
    ...(dataIsUsed ? [{ env: 'DATA_DIR', path: dataDir }] : []),
    ...(journalDir ? [{ env: 'JOURNAL_DIR', path: journalDir }] : []),
    ...(journalCopyTo ? [{ env: 'JOURNAL_COPY_TO', path: journalCopyTo }] : []),
    ...(backupDir ? [{ env: 'BACKUP_DIR', path: backupDir }] : []),
  ];
  const facts = await Promise.all(folders.map(readFolder));
  const journal = { folder: journalDir ?? join(dataDir, 'journal'), copyTo: journalCopyTo };
  return { findings: [...facts.flatMap(judgeFolder), ...judgeJournal(journal)] };
}

async function lookAtQueue({ redisUrl }: Config): Promise<Seen | { skipped: string }> {
  if (!redisUrl) return { skipped: 'REDIS_URL is not set: the queue lives in the database' };
  try {
    return { findings: judgeRedis(await lookAtRedis(redisUrl, NETWORK_MS)) };
  } catch (error) {
    return { findings: [judgeRedisUnreachable(sentenceOf(error), redisUrl)] };
  }
}

async function lookAtProcesses(config: Config, known: Known): Promise<Seen | { skipped: string }> {
  const facts = await known;
  if (!facts) return { skipped: 'the database does not answer' };
  if (!facts.processes) return { skipped: 'the database is of a version before processes were noted' };
  const here = { version: packageVersion(), sending: config.sending };
  return {
    findings: [
      ...judgeProcesses(facts.processes, here),
      ...judgeHold(facts.heldSince),
      ...judgeOptionsAdopted(differingFrom(facts, config)),
    ],
    notes: [
      `Running: ${facts.processes.map(({ role, version, sending, host }) => `${role} ${version} on ${host}, SENDING=${sending}`).join('; ') || 'nothing'}.`,
    ],
  };
}

async function lookAtCalendar(
  { clock }: DoctorAsked,
  { bankHolidays }: Config,
  known: Known,
): Promise<Seen | { skipped: string }> {
  const facts = await known;
  if (bankHolidays === 'none') return { skipped: 'BANK_HOLIDAYS=none' };
  if (!facts?.lastHolidays) return { skipped: 'the database does not say which bank holidays it knows' };
  const last = facts.lastHolidays.get(bankHolidays);
  return { findings: judgeHolidays(bankHolidays, last, clock.now()) };
}

/** Keys as they are in use: those of the environment, else the one that the installation made. */
function keysOf(config: Config, facts: InstallationFacts | undefined) {
  const made = facts?.settings.get('secret-key');
  return [...config.secretKeys, ...(made === undefined ? [] : [secretKeyFrom(made)])];
}

function differingFrom(facts: InstallationFacts, config: Config): string[] {
  const text = facts.settings.get('sending-options');
  const [key, ...rest] = keysOf(config, facts);
  if (config.sending === 'off' || text === undefined || !key) return [];
  const adopted = JSON.parse(text) as { options: Partial<Fingerprint> };
  const rendering = renderingOf(config);
  const values = decisiveValues(
    { config, keys: [key, ...rest], rendering },
    facts.settings.get('simulator-url'),
  );
  return differences(fingerprintOf(values), adopted.options);
}

async function lookAtPublicAddress({ clock, ca, lookup }: DoctorAsked, config: Config, known: Known) {
  const keys = keysOf(config, await known);
  return lookAtSite({
    publicUrl: config.publicUrl,
    isSet: config.publicUrlIsSet,
    live: config.sending === 'live',
    trustProxy: config.trustProxy,
    oneClick: keys.length > 0 ? nobodysLink(keys, config.publicUrl) : undefined,
    now: clock.now(),
    ms: NETWORK_MS,
    ...(ca ? { ca } : {}),
    ...(lookup ? { lookup } : {}),
  });
}

async function lookAtAmazon(config: Config, known: Known): Promise<Seen | { skipped: string }> {
  const { sending, sesEndpoint, awsRegion } = config;
  if (sending === 'off')
    return { skipped: 'SENDING=off: `SENDING=live quarterly doctor` looks, and sends nothing' };
  if (sending === 'simulator' && !sesEndpoint)
    return { skipped: 'SENDING=simulator: mail stays on this machine' };
  // The clients of Amazon take a while to load, and only this needs them.
  const { sendingAccount } = await import('../adapters/sending-account/index.ts');
  const amazon = sendingAccount({
    region: awsRegion,
    timeoutMs: SES_MS,
    ...(sesEndpoint ? { endpoint: sesEndpoint } : {}),
    ...(sending === 'simulator'
      ? { credentials: { accessKeyId: 'simulator', secretAccessKey: 'simulator' } }
      : {}),
  });
  try {
    const facts = await known;
    return await lookAtAccount(amazon, {
      region: awsRegion,
      from: config.mailFrom?.address ?? facts?.mailbox,
      names: nameServers({ servers: config.dnsServers, ms: NAMES_MS }),
      configurationSet: config.sesConfigurationSet,
      topics: config.snsTopicArns,
      hook: `${config.publicUrl}${paths.sesEvents()}`,
      readers: facts?.readers,
    });
  } finally {
    amazon.close();
  }
}
