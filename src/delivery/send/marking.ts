import { reason } from '../../core/index.ts';
import { insist } from '../insist.ts';
import { settleAndCall } from '../ledger.store.ts';
import type { DeliveryOutcome } from '../outcomes.store.ts';
import type { Ready } from './composing.ts';
import { forgotten, prepareStep, writeStep } from './journaling.ts';
import type { Sending } from './sending.ts';

const MOST_LEAD_MS = 600;

/** The marking comes between taking a permit and using it; what comes free meanwhile can be used after it. */
export const leadMs = ({ markMs }: Sending) => Math.min(MOST_LEAD_MS, markMs);

/** Marks those that may be called, and settles what has come back; how long that takes is noted. */
export async function mark(sending: Sending, next: Ready[]): Promise<Ready[]> {
  const from = performance.now();
  const called = await insist(sending, () => settle(sending, next));
  if (next.length > 0) sending.markMs += (performance.now() - from - sending.markMs) / 8;
  return called;
}

/** Settles, and returns those of `next` that may be called now. */
export async function settle(sending: Sending, next: Ready[]): Promise<Ready[]> {
  return sending.outcomes.length === 0 && next.length === 0 ? [] : look(sending, next);
}

/** Looks whether the run is still open, even when there is nothing to settle. What comes in meanwhile waits for the next time. */
export async function look(sending: Sending, next: Ready[] = []): Promise<Ready[]> {
  const outcomes = [...sending.outcomes];
  const { edition, lease, deps } = sending;
  const mailboxes = new Map(next.map((ready) => [ready.candidate.id, deps.mailbox(ready.address)]));
  const said = prepareStep(sending, { next, outcomes, mailboxes });
  const { called, open, promised } = await settleAndCall(deps.db, {
    edition,
    lease,
    outcomes,
    next: next.map((ready) => ready.candidate),
    mailboxes,
    through: deps.through,
    promise: said?.promise,
    now: deps.clock.now(),
  });
  sending.outcomes.splice(0, outcomes.length);
  // The next few are marked while the disk is at it; each call waits for its own line.
  sending.written = promised ? writeStep(sending, said) : forgotten(sending);
  if (!open) sending.stopped = true;
  const callable = new Set(called);
  return next.filter((ready) => callable.has(ready.candidate.id));
}

/** Its mark may have been written before the database's answer was lost; that it was never called is certain. */
export const notCalled = ({ lease }: Sending, { candidate }: Ready): DeliveryOutcome => ({
  id: candidate.id,
  event: { type: 'unsent', lease, reason: reason('given-back') },
});
