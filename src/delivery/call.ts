import type { Ready } from './composing.ts';
import type { DeliveryEvent } from './delivery.ts';
import { settleAndCall } from './ledger.store.ts';
import type { Answer } from './mailer.ts';
import type { Sending } from './sending.ts';

export type Call = { sending: Sending; ready: Ready; marked: number };
/** What became of a call, and why the run must stop, if it must. */
export type Called = { event: DeliveryEvent; hold?: Hold };
export type Hold = { cause: 'daily-quota' | 'broken'; reason: string };

/** A call that waited longer than this for its turn asks once more whether it may be made: the run may have been paused. */
const STALE_MS = 800;

/** One call, from its turn to its answer. Never throws: an error before the call is `unsent`, and none comes after it. */
export async function makeCall(call: Call): Promise<Called> {
  const { lease, deps, edition } = call.sending;
  const unsent = (reason: string): Called => ({ event: { type: 'unsent', lease, reason } });
  try {
    const mail = await call.sending.compose(call.ready);
    await deps.pacer.turn('edition');
    if (!(await mayStart(call))) return unsent('given back before the call');
    // Nothing may stand between this look at the clock and the call.
    if (performance.now() >= call.sending.leaseEnd) return unsent('the lease ran out before the call');
    return weigh(call, await deps.mailer.send(mail));
  } catch (error) {
    deps.log.error({ delivery: call.ready.candidate.id, error: String(error) }, 'a mail could not be made');
    const reason = `A mail of edition ${edition} could not be made: ${String(error)}`;
    return { ...unsent(reason), hold: { cause: 'broken', reason } };
  }
}

async function mayStart({ sending, ready, marked }: Call): Promise<boolean> {
  if (sending.stopped) return false;
  if (performance.now() - marked < STALE_MS) return true;
  const { edition, lease, deps } = sending;
  const next = [ready.candidate.id];
  const request = { edition, lease, outcomes: [], next, now: deps.clock.now() };
  const { called } = await settleAndCall(deps.db, request).catch(() => ({ called: [] }));
  return called.length > 0;
}

function weigh({ sending, ready }: Call, answer: Answer): Called {
  const event = eventOf(answer, sending.lease);
  const worrying = sending.trouble.note(answer);
  if (answer.kind === 'accepted') return { event };
  const { log, pacer } = sending.deps;
  log.warn({ delivery: ready.candidate.id, kind: answer.kind, reason: answer.reason }, 'not accepted');
  if (answer.kind === 'slow-down') pacer.slowDown();
  if (answer.kind === 'stop-all') return { event, hold: { cause: answer.cause, reason: answer.reason } };
  return worrying === undefined ? { event } : { event, hold: { cause: 'broken', reason: worrying } };
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
