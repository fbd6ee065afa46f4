import type { DeliveryState, Reason } from '../core/index.ts';

/** What decides a transition: the state, the lease that holds a `calling` or `unknown` row, and how it bounced, if it did. */
export type Standing = { state: DeliveryState; lease: string | null; bounce?: Bounce };

/**
 * What Amazon SES says about a mail, in words of our own. `answered`: something came back that may be the note of an
 * answering machine; of a mail that was delivered it is, so it proves less than that.
 */
export type Report =
  | 'sent'
  | 'rejected'
  | 'answered'
  | 'delivered'
  | 'soft bounced'
  | 'bounced'
  | 'complained';
export type Bounce = Extract<Report, 'answered' | 'soft bounced' | 'bounced'>;

/** Everything that can happen to a delivery after it was planned. */
export type DeliveryEvent =
  | { type: 'skip'; reason: Reason }
  | { type: 'call'; lease: string }
  /** The lease ran out: whoever held it may be dead. */
  | { type: 'lapse'; lease: string }
  | { type: 'accept'; messageId: string }
  | { type: 'refuse'; lease: string; reason: Reason }
  /** It certainly never reached SES, or SES put it off: no try is spent. */
  | { type: 'unsent'; lease: string; reason: Reason }
  /** Nobody can say whether SES took it. */
  | { type: 'unanswered'; lease: string; reason: Reason }
  | { type: 'report'; report: Report; reason?: Reason }
  /** A person, or `UNKNOWN_POLICY=resend`, has it sent again. */
  | { type: 'resend' }
  /** The events of other mails say that SES did not take it. */
  | { type: 'not taken' }
  /** It went to a simulator: whatever that said is of no reader, so it is called again. */
  | { type: 'replan' }
  /** A person gives up on it. */
  | { type: 'close'; reason: Reason };

const STATE_OF_REPORT = {
  sent: 'accepted',
  rejected: 'rejected',
  answered: 'bounced',
  delivered: 'delivered',
  'soft bounced': 'bounced',
  bounced: 'bounced',
  complained: 'complained',
} as const satisfies Record<Report, DeliveryState>;

/**
 * How much each report proves. Reports repeat and come in any order (SES documents neither order nor
 * uniqueness), so the state after any set of reports is the one that proves most: it never goes back.
 */
const PROOF: Record<Report, number> = {
  sent: 1,
  rejected: 2,
  answered: 3,
  delivered: 4,
  'soft bounced': 5,
  bounced: 6,
  complained: 7,
};

/** Whether a report proves more than what is known, if anything is. */
export const isGraver = (report: Report, known: Report | undefined) =>
  PROOF[report] > (known === undefined ? 0 : PROOF[known]);

/** What a state says that SES has reported. */
function reportedOf({ state, bounce }: Standing): Report | undefined {
  if (state === 'accepted') return 'sent';
  if (state === 'bounced') return bounce ?? 'bounced';
  return state === 'rejected' || state === 'delivered' || state === 'complained' ? state : undefined;
}

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
      return proved(from, 'sent');
    case 'refuse':
      return holds(from, event.lease, 'calling', 'unknown') ? settled('rejected') : undefined;
    case 'unsent':
      return holds(from, event.lease, 'calling', 'unknown') ? settled('planned') : undefined;
    case 'unanswered':
      return holds(from, event.lease, 'calling') ? { state: 'unknown', lease: event.lease } : undefined;
    case 'report':
      return proved(from, event.report);
    case 'resend':
      return from.state === 'unknown' || from.state === 'rejected' ? settled('planned') : undefined;
    case 'not taken':
      return from.state === 'unknown' ? settled('planned') : undefined;
    case 'replan':
      return SIMULATED.includes(from.state) ? settled('planned') : undefined;
    case 'close':
      return from.state === 'unknown' ? settled('skipped') : undefined;
  }
}

const settled = (state: DeliveryState): Standing => ({ state, lease: null });

const holds = (from: Standing, lease: string, ...states: DeliveryState[]) =>
  from.lease === lease && states.includes(from.state);

function proved(from: Standing, report: Report): Standing | undefined {
  if (!isGraver(report, reportedOf(from))) return undefined;
  const state = STATE_OF_REPORT[report];
  return state === 'bounced' ? { ...settled(state), bounce: report as Bounce } : settled(state);
}

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
