import { DAY_MS } from '../core/index.ts';
import type { Condition } from './causes.ts';
import { isAboutSending } from './causes.ts';
import type { AlarmFacts } from './facts.ts';

const MINUTE_MS = 60_000;
/** What mends itself within these is no alarm; all are told within five minutes. */
const GRACE_MS = {
  slot: 3 * MINUTE_MS,
  run: 2 * MINUTE_MS,
  queue: MINUTE_MS,
  work: 4 * MINUTE_MS,
  ses: 2 * MINUTE_MS,
  sweep: 3 * MINUTE_MS,
};
/** A hold for the account's daily quota ends by itself; SES counts over 24 hours. */
const QUOTA_GRACE_MS = 26 * 60 * MINUTE_MS;
const MEGABYTE = 1024 * 1024;
const GIGABYTE = 1024 * MEGABYTE;

/** What is broken now, each with the key that tells it from others. Pure: the facts and the time are all that it knows. */
export function conditionsOf(facts: AlarmFacts, now: Date): Condition[] {
  const machine = [...fullDisks(facts, now), ...brokenWays(facts)];
  if (!facts.sends) return machine;
  return [
    ...notStarted(facts, now),
    ...lateApprovals(facts, now),
    ...stoppedRuns(facts, now),
    ...unknownMails(facts, now),
    ...stuckQueue(facts, now),
    ...overThresholds(facts),
    ...awaySes(facts, now),
    ...silentSweeper(facts, now),
    ...machine,
  ];
}

/** Whether this process can say that an alarm of this key is over: of the disks of other machines and of what doctor found it knows nothing. */
export function judges({ sends, host }: Pick<AlarmFacts, 'sends' | 'host'>, alarm: JudgedAlarm): boolean {
  if (alarm.cause === 'finding') return false;
  if (alarm.cause === 'disk-almost-full') return alarm.key.startsWith(diskKey(host, ''));
  return sends || !isAboutSending(alarm.cause);
}

type JudgedAlarm = { cause: string; key: string };

const lasts = (since: Date, now: Date, ms: number) => now.getTime() - since.getTime() >= ms;

const notStarted = ({ slot }: AlarmFacts, now: Date): Condition[] =>
  slot && lasts(slot.since, now, GRACE_MS.slot)
    ? [
        {
          cause: 'edition-not-started',
          key: `edition-not-started:${slot.slot.toISOString()}`,
          params: { slot: slot.slot.toISOString(), ...(slot.why ? { why: slot.why } : {}) },
          since: slot.slot,
        },
      ]
    : [];

/**
 * Late for its date. Where the flow starts on the date itself, as with `FLOW_LEAD_DAYS=0`, nobody could have approved it before: then
 * a day later.
 */
const lateApprovals = ({ waiting }: AlarmFacts, now: Date): Condition[] =>
  waiting.flatMap(({ edition, sendAt, waitingSince }): Condition[] => {
    const lateFrom = waitingSince < sendAt ? sendAt : new Date(waitingSince.getTime() + DAY_MS);
    if (now < lateFrom) return [];
    return [
      {
        cause: 'approval-late',
        key: `approval-late:${edition}`,
        params: { edition, sendAt: sendAt.toISOString(), waitingSince: waitingSince.toISOString() },
        since: lateFrom,
      },
    ];
  });

const stoppedRuns = ({ stopped }: AlarmFacts, now: Date): Condition[] =>
  stopped.flatMap(({ state, since, ...told }): Condition[] => {
    const code = told.why?.code;
    // Said by alarms of their own, which last longer than the hold.
    if (code === 'too-many-bounces' || code === 'too-many-complaints') return [];
    if (!lasts(since, now, code === 'daily-quota' ? QUOTA_GRACE_MS : GRACE_MS.run)) return [];
    return [{ cause: `run-${state}`, key: `run-${state}:${told.run}`, params: told, since }];
  });

const unknownMails = ({ unknown, unknownWindowMinutes: minutes }: AlarmFacts, now: Date): Condition[] =>
  unknown
    .filter(({ since }) => lasts(since, now, minutes * MINUTE_MS))
    .map(({ edition, mails, since }) => ({
      cause: 'unknown-mails',
      key: `unknown-mails:${edition}`,
      params: { edition, mails, minutes },
      since,
    }));

function stuckQueue({ queueAway, workWaits }: AlarmFacts, now: Date): Condition[] {
  const away = queueAway && lasts(queueAway.since, now, GRACE_MS.queue) ? queueAway : undefined;
  const waits = workWaits && lasts(workWaits, now, GRACE_MS.work) ? workWaits : undefined;
  const since = away?.since ?? waits;
  if (!since) return [];
  return [{ cause: 'queue-stuck', key: 'queue-stuck', params: away ? { said: away.said } : {}, since }];
}

const overThresholds = ({ overThreshold }: AlarmFacts): Condition[] =>
  overThreshold.map(({ kind, since, ...params }) => ({
    cause: `too-many-${kind}`,
    key: `too-many-${kind}:${params.edition}`,
    params,
    since,
  }));

const awaySes = ({ sesAway }: AlarmFacts, now: Date): Condition[] =>
  sesAway && lasts(sesAway.since, now, GRACE_MS.ses)
    ? [{ cause: 'ses-away', key: 'ses-away', params: { said: sesAway.said }, since: sesAway.since }]
    : [];

/** A process that has just started has seen no sweep yet. */
function silentSweeper({ lastSweep, watchedSince }: AlarmFacts, now: Date): Condition[] {
  const sign = lastSweep && lastSweep > watchedSince ? lastSweep : watchedSince;
  if (!lasts(sign, now, GRACE_MS.sweep)) return [];
  const params = { lastSweep: lastSweep?.toISOString() ?? null };
  return [{ cause: 'sweeper-silent', key: 'sweeper-silent', params, since: lastSweep ?? watchedSince }];
}

/** A share alone would alarm of a large disk with room for years, an amount alone of a small one that is empty. */
const isAlmostFull = ({ freeBytes, sizeBytes }: AlarmFacts['disks'][number]) =>
  sizeBytes > 0 &&
  ((freeBytes < sizeBytes * 0.05 && freeBytes < 20 * GIGABYTE) ||
    (freeBytes < sizeBytes * 0.1 && freeBytes < 2 * GIGABYTE));

const diskKey = (host: string, folder: string) => `disk-almost-full:${host}:${folder}`;

const fullDisks = ({ disks, host }: AlarmFacts, now: Date): Condition[] =>
  disks.filter(isAlmostFull).map(({ folder, freeBytes, sizeBytes }) => ({
    cause: 'disk-almost-full',
    key: diskKey(host, folder),
    params: {
      host,
      folder,
      freeMegabytes: Math.floor(freeBytes / MEGABYTE),
      percentFree: Math.floor((freeBytes / sizeBytes) * 100),
    },
    since: now,
  }));

const brokenWays = ({ brokenWays: ways }: AlarmFacts): Condition[] =>
  ways.map(({ since, ...params }) => ({
    cause: 'way-failed',
    key: `way-failed:${params.way}`,
    params,
    since,
  }));
