import type { DeliveryState } from '../core/index.ts';

/** What decides a transition: the state, and the lease that holds a `calling` or `unknown` row. */
export type Standing = { state: DeliveryState; lease: string | null };

/** What Amazon SES says about a mail, in words of our own. */
export type Report = 'sent' | 'rejected' | 'delivered' | 'bounced' | 'complained';

/** Everything that can happen to a delivery after it was planned. */
export type DeliveryEvent =
  | { type: 'skip'; reason: string }
  | { type: 'call'; lease: string }
  /** The lease ran out: whoever held it may be dead. */
  | { type: 'lapse'; lease: string }
  | { type: 'accept'; messageId: string }
  | { type: 'refuse'; lease: string; reason: string }
  /** It certainly never reached SES, or SES put it off: no try is spent. */
  | { type: 'unsent'; lease: string; reason: string }
  /** Nobody can say whether SES took it. */
  | { type: 'unanswered'; lease: string; reason: string }
  | { type: 'report'; report: Report; reason?: string }
  /** A person, or `UNKNOWN_POLICY=resend`, has it sent again. */
  | { type: 'resend' }
  /** It went to a simulator: whatever that said is of no reader, so it is called again. */
  | { type: 'replan' }
  /** A person gives up on it. */
  | { type: 'close'; reason: string };

const STATE_OF_REPORT = {
  sent: 'accepted',
  rejected: 'rejected',
  delivered: 'delivered',
  bounced: 'bounced',
  complained: 'complained',
} as const satisfies Record<Report, DeliveryState>;

/**
 * How much each state proves. Reports repeat and come in any order (SES documents neither order nor
 * uniqueness), so the state after any set of reports is the one that proves most: it never goes back.
 */
const PROOF: Record<DeliveryState, number> = {
  planned: 0,
  calling: 0,
  unknown: 0,
  skipped: 0,
  accepted: 1,
  rejected: 2,
  delivered: 3,
  bounced: 4,
  complained: 5,
};

/**
 * The state after `event`, or `undefined` when the event changes nothing. Pure, and the only place that decides.
 * An answer that denies (`refuse`, `unsent`, `unanswered`) counts only from the lease that made the call: the late
 * answer of a worker that was frozen must not touch a later try. An answer that proves (`accept`, a report) always counts.
 */
export function transition(from: Standing, event: DeliveryEvent): Standing | undefined {
  switch (event.type) {
    case 'skip':
      return from.state === 'planned' ? settled('skipped') : undefined;
    case 'call':
      return from.state === 'planned' ? { state: 'calling', lease: event.lease } : undefined;
    case 'lapse':
      return holds(from, event.lease, 'calling') ? { state: 'unknown', lease: event.lease } : undefined;
    case 'accept':
      return proved(from, 'accepted');
    case 'refuse':
      return holds(from, event.lease, 'calling', 'unknown') ? settled('rejected') : undefined;
    case 'unsent':
      return holds(from, event.lease, 'calling', 'unknown') ? settled('planned') : undefined;
    case 'unanswered':
      return holds(from, event.lease, 'calling') ? { state: 'unknown', lease: event.lease } : undefined;
    case 'report':
      return proved(from, STATE_OF_REPORT[event.report]);
    case 'resend':
      return from.state === 'unknown' || from.state === 'rejected' ? settled('planned') : undefined;
    case 'replan':
      return SIMULATED.includes(from.state) ? settled('planned') : undefined;
    case 'close':
      return from.state === 'unknown' ? settled('skipped') : undefined;
  }
}

const settled = (state: DeliveryState): Standing => ({ state, lease: null });

const holds = (from: Standing, lease: string, ...states: DeliveryState[]) =>
  from.lease === lease && states.includes(from.state);

const proved = (from: Standing, state: DeliveryState) =>
  PROOF[state] > PROOF[from.state] ? settled(state) : undefined;

/** What can have become of a mail that was called. */
const SIMULATED: DeliveryState[] = ['accepted', 'rejected', 'unknown', 'delivered', 'bounced', 'complained'];

/** States in which work is left: the edition is not done while one of these is in it. */
export const OPEN_STATES = ['planned', 'calling'] as const satisfies DeliveryState[];

/** States in which SES has the mail, or had it. */
export const SENT_STATES = [
  'accepted',
  'delivered',
  'bounced',
  'complained',
] as const satisfies DeliveryState[];
