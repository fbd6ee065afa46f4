import type { Ready } from './composing.ts';
import type { DeliveryEvent } from './delivery.ts';
import { settleAndCall } from './ledger.store.ts';
import type { Answer, OutgoingMail } from './mailer.ts';
import { type Pacer, reached, type Slot } from './pacer.ts';
import type { Sending } from './sending.ts';

/** One mail that is marked `calling` since `marked` and may start at its slot. */
export type Call = { sending: Sending; ready: Ready; mail: OutgoingMail; slot: Slot; marked: number };
/** What became of a call, and why the run must stop, if it must. */
export type Called = { event: DeliveryEvent; hold?: Hold };
export type Hold = { cause: 'daily-quota' | 'broken'; reason: string };

/** A call that has waited longer than this asks once more whether it may be made: the run may have been paused. */
const STALE_MS = 800;

/** One call, from its slot to its answer. Never throws: what goes wrong before it is `unsent`, and nothing can after it. */
export async function makeCall(call: Call): Promise<Called> {
  const { sending, mail } = call;
  const { lease } = sending;
  const unsent = (reason: string): Called => ({ event: { type: 'unsent', lease, reason } });
  if (!(await mayStart(call))) return unsent('given back before the call');
  // Nothing may stand between this look at the clock and the call.
  if (performance.now() >= sending.leaseEnd) return unsent('the lease ran out before the call');
  const begun = performance.now();
  return weigh(call, await sending.deps.mailer.send(mail), begun);
}

/** Waits for the slot, and for another when that was missed; in vain while SES cannot be reached. */
async function mayStart({ sending, ready, slot, marked }: Call): Promise<boolean> {
  let next: Slot | undefined = slot;
  while (!sending.stopped) {
    if (next === undefined) return false;
    if (await reached(next)) break;
    [next] = await sending.deps.pacer.take('edition', 1);
  }
  if (sending.stopped || performance.now() - marked < STALE_MS) return !sending.stopped;
  const { edition, lease, deps } = sending;
  const step = {
    edition,
    lease,
    outcomes: [],
    next: [ready.candidate.id],
    through: deps.through,
    now: deps.clock.now(),
  };
  const { called } = await settleAndCall(deps.db, step).catch(() => ({ called: [] }));
  return called.length > 0;
}

function weigh({ sending, ready }: Call, answer: Answer, begun: number): Called {
  const event = eventOf(answer, sending.lease);
  const worrying = sending.trouble.note(answer);
  heed(sending.deps.pacer, answer, begun);
  if (answer.kind === 'accepted' || answer.kind === 'again' || answer.kind === 'slow-down') return { event };
  const { kind, reason } = answer;
  sending.deps.log.warn({ delivery: ready.candidate.id, kind, reason }, 'not accepted');
  if (kind === 'stop-all') return { event, hold: { cause: answer.cause, reason } };
  return worrying === undefined ? { event } : { event, hold: { cause: 'broken', reason: worrying } };
}

/** What an answer means for all calls to come. */
export function heed(pacer: Pacer, answer: Answer, begun: number): void {
  if (answer.kind === 'again') pacer.away(answer.reason);
  else pacer.answered(begun);
  if (answer.kind === 'slow-down') pacer.slowDown();
}

/** An answer as what happened to the delivery that `lease` holds. */
export function eventOf(answer: Answer, lease: string): DeliveryEvent {
  switch (answer.kind) {
    case 'accepted':
      return { type: 'accept', messageId: answer.messageId };
    case 'never':
      return { type: 'refuse', lease, reason: answer.reason };
    case 'unknown':
      return { type: 'unanswered', lease, reason: answer.reason };
    case 'slow-down':
    case 'again':
    case 'stop-all':
      return { type: 'unsent', lease, reason: answer.reason };
  }
}
