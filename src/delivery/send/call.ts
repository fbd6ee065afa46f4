import { type Reason, reason } from '../../core/index.ts';
import type { DeliveryEvent } from '../delivery.ts';
import { mayStillBeCalled } from '../ledger.store.ts';
import type { OutgoingMail, SesAnswer } from '../mailer.ts';
import type { Pacer, Permit } from '../pace/pacer.ts';
import type { Ready } from './composing.ts';
import type { Sending } from './sending.ts';

/** One mail that is marked `calling`, by what was true of its reader at `looked`, and may start with its permit. */
export type MarkedCall = {
  sending: Sending;
  ready: Ready;
  mail: OutgoingMail;
  permit: Permit;
  looked: number;
  /** Whether its line in the journal is on disk. */
  written: Promise<boolean>;
};
/** What became of a call, and why the run must stop, if it must. */
export type Called = { event: DeliveryEvent; hold?: CallHold };
export type CallHold = { cause: 'daily-quota' | 'broken'; reason: Reason };

/** A call that has waited longer than this looks once more whether it may be made: at the run, and at the reader. */
const STALE_MS = 1_000;
/** Nobody is mailed on knowledge of them that is older than two seconds. */
export const TOO_OLD_MS = 1_900;

/** One call, from its permit to its answer. Never throws: what goes wrong before it is `unsent`, and nothing can after it. */
export async function makeCall(call: MarkedCall): Promise<Called> {
  const { sending, mail, permit } = call;
  const looked = await lookedLast(call);
  const now = performance.now();
  sending.batchSize.note(call.looked, now - call.looked);
  // Nothing may stand between these looks at the clock and the call.
  if (sending.stopped || now - looked > TOO_OLD_MS || now >= sending.leaseEnd || !permit.start()) {
    permit.back();
    return { event: { type: 'unsent', lease: sending.lease, reason: reason('given-back') } };
  }
  const answer = await sending.deps.mailer.send(mail);
  permit.done(countedBy(answer));
  return weigh(call, answer, now);
}

/** When it was last seen that this mail may go to this reader; long ago when it may not. Waits for the permit. */
async function lookedLast({ sending, ready, permit, looked, written }: MarkedCall): Promise<number> {
  await permit.reached();
  if (!(await written)) return Number.NEGATIVE_INFINITY;
  const now = performance.now();
  if (sending.stopped || now - looked < STALE_MS) return looked;
  const { edition, lease, deps } = sending;
  const may = await mayStillBeCalled(deps.db, { edition, lease, next: ready.candidate }).catch(() => false);
  return may ? now : Number.NEGATIVE_INFINITY;
}

/** Whether the call is one of those that Amazon SES counts. */
export function countedBy(answer: SesAnswer): 'yes' | 'perhaps' | 'no' {
  if (answer.kind === 'accepted') return 'yes';
  return answer.kind === 'again' ? 'no' : 'perhaps';
}

function weigh({ sending, ready }: MarkedCall, answer: SesAnswer, begun: number): Called {
  const event = eventOf(answer, sending.lease);
  const worrying = sending.trouble.note(answer);
  heed(sending.deps.pacer, answer, begun);
  if (answer.kind === 'accepted' || answer.kind === 'again' || answer.kind === 'slow-down') return { event };
  const { kind } = answer;
  sending.deps.log.warn({ delivery: ready.candidate.id, kind, reason: answer.reason }, 'not accepted');
  if (kind === 'stop-all') {
    const cause = answer.cause === 'daily-quota' ? answer.cause : 'broken';
    return { event, hold: { cause, reason: reasonOf(answer) } };
  }
  return worrying === undefined ? { event } : { event, hold: { cause: 'broken', reason: worrying } };
}

/** What an answer means for all calls to come. */
export function heed(pacer: Pacer, answer: SesAnswer, begun: number): void {
  if (answer.kind === 'again') pacer.away(answer.reason);
  else pacer.answered(begun);
  if (answer.kind === 'slow-down') pacer.slowDown();
}

/** What was said, as a reason. */
export const reasonOf = (answer: Exclude<SesAnswer, { kind: 'accepted' }>): Reason =>
  answer.kind === 'stop-all' && answer.cause === 'off'
    ? reason('sending-off')
    : reason('amazon-said', { said: answer.reason });

/** An answer as what happened to the delivery that `lease` holds. */
export function eventOf(answer: SesAnswer, lease: string): DeliveryEvent {
  switch (answer.kind) {
    case 'accepted':
      return { type: 'accept', messageId: answer.messageId };
    case 'never':
      return { type: 'refuse', lease, reason: reasonOf(answer) };
    case 'unknown':
      return { type: 'unanswered', lease, reason: reasonOf(answer) };
    case 'slow-down':
    case 'again':
    case 'stop-all':
      return { type: 'unsent', lease, reason: reasonOf(answer) };
  }
}
