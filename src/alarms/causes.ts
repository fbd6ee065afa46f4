import type { EditionNumber, FlowName, Reason, RunId } from '../core/index.ts';

type OfRun = { run: RunId; flow: FlowName; edition: EditionNumber | null; why: Reason | null };
/** `limit`: a share of one. */
type TooMany = { edition: EditionNumber; count: number; sent: number; limit: number };

/** What can be broken, and what is told with it. Times are ISO 8601 in UTC. */
export type AlarmCauses = {
  /** A slot came and no edition was begun. */
  'edition-not-started': { slot: string; why?: Reason };
  /** The date on which its mails may leave has come, and nobody has approved it. */
  'approval-late': { edition: EditionNumber; sendAt: string; waitingSince: string };
  'run-held': OfRun;
  'run-failed': OfRun;
  /** Mails of which nobody can say whether they left, for longer than an event may still settle them. */
  'unknown-mails': { edition: EditionNumber; mails: number; minutes: number };
  /** `said`: the queue takes no jobs; without it, work waits and nobody takes it. */
  'queue-stuck': { said?: string };
  'too-many-bounces': TooMany;
  'too-many-complaints': TooMany;
  'ses-away': { said: string };
  'sweeper-silent': { lastSweep: string | null };
  'disk-almost-full': { host: string; folder: string; freeMegabytes: number; percentFree: number };
  /** Alarms cannot be told by this way. */
  'way-failed': { way: string; label: string; said: string };
  /** What `quarterly doctor` found changed: a certificate, a DNS record. `mend`: what mends it, in a sentence. */
  finding: { what: string; mend: string };
};

export type AlarmCause = keyof AlarmCauses;

/** One thing that is broken now: `key` tells it from others of its cause. */
export type Condition = {
  [C in AlarmCause]: { cause: C; key: string; params: AlarmCauses[C]; since: Date };
}[AlarmCause];

/** Of a cause that is no business of sending, so that it is told with `SENDING=off` too. */
const APART_FROM_SENDING: ReadonlySet<string> = new Set<AlarmCause>([
  'disk-almost-full',
  'finding',
  'way-failed',
]);

export const isAboutSending = (cause: string): boolean => !APART_FROM_SENDING.has(cause);
