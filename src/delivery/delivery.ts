import type { DeliveryState, Reason } from '../core/index.ts';
import { moveOf } from './moves.ts';

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

/** What becomes of one delivery after it was called; what is decided for many at once is in `moves.ts` beside it. */
export type DeliveryEvent =
  | { type: 'accept'; messageId: string }
  | { type: 'report'; report: Report; reason?: Reason }
  | { type: 'refuse' | 'unsent' | 'unanswered'; lease: string; reason: Reason }
  | { type: 'resend' | 'not taken' | 'replan' }
  | { type: 'close'; reason: Reason };

/** The state that each report leads to, from any that proves less. */
export const STATE_OF_REPORT = {
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
  if (event.type === 'accept') return proved(from, 'sent');
  if (event.type === 'report') return proved(from, event.report);
  if ('lease' in event && event.lease !== from.lease) return undefined;
  const state = moveOf(event.type, from.state);
  if (state === undefined) return undefined;
  return { state, lease: state === 'unknown' ? from.lease : null };
}

function proved(from: Standing, report: Report): Standing | undefined {
  if (!isGraver(report, reportedOf(from))) return undefined;
  const state = STATE_OF_REPORT[report];
  const settled = { state, lease: null };
  return state === 'bounced' ? { ...settled, bounce: report as Bounce } : settled;
}

/** States in which work is left: the edition is not done while one of these is in it. */
export const OPEN_STATES = ['planned', 'calling'] as const satisfies DeliveryState[];

/** States in which SES has the mail, or had it. */
export const SENT_STATES = [
  'accepted',
  'delivered',
  'bounced',
  'complained',
] as const satisfies DeliveryState[];
