import { reason, reasonOfError } from '../../core/index.ts';
import { holdForQuota, holdRun } from '../control.ts';
import { insist } from '../insist.ts';
import type { OutgoingMail } from '../mailer.ts';
import type { Permit } from '../pace/pacer.ts';
import { type CallHold, type MarkedCall, makeCall } from './call.ts';
import { claim } from './claiming.ts';
import type { Ready } from './composing.ts';
import { endLeases, releaseClaim, renewLease } from './lease.store.ts';
import { leadMs, look, mark, notCalled, settle } from './marking.ts';
import { FIRST_SUBSCRIBER, type Sending } from './sending.ts';

const TICK_MS = 250;

/** Sends until nothing is left, the run closes, the lease is lost or `signal` aborts; then waits for calls in flight. */
export async function sendAll(
  sending: Sending,
  signal: AbortSignal,
  callSibling: () => Promise<void>,
): Promise<void> {
  const stop = () => {
    sending.stopped = true;
    sending.wake();
  };
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  if (await claim(sending)) await callSibling();
  while (!sending.stopped && (await handIsFull(sending))) {
    await callNext(sending);
    await keepLease(sending);
  }
  await landed(sending);
  signal.removeEventListener('abort', stop);
}

/** False when nothing is left: what comes back unsent from the last calls is claimed once more before that is said. */
async function handIsFull(sending: Sending): Promise<boolean> {
  while (sending.hand.length === 0 && !sending.stopped) {
    if (await claim(sending)) continue;
    if (sending.hand.length > 0) break;
    if (sending.calls.size === 0 && sending.outcomes.length === 0) return false;
    await landed(sending);
    await insist(sending, () => settle(sending, []));
    await keepLease(sending);
  }
  return sending.hand.length > 0;
}

async function landed(sending: Sending): Promise<void> {
  while (sending.calls.size > 0) await pause(sending);
}

/** Settles what is known and gives back what was not called. */
export async function giveBack(sending: Sending): Promise<void> {
  const { db, clock } = sending.deps;
  await insist(sending, () => settle(sending, []));
  await insist(sending, () => endLeases(db, clock.now(), sending.lease));
}

/**
 * Calls the next few: makes their mails, takes their permits, and only then marks them `calling`, in the statement that
 * settles what has come back. So a kill leaves unknown what was at SES, and next to nothing that was only waiting.
 */
async function callNext(sending: Sending): Promise<void> {
  await sending.trouble.rest();
  const most = Math.min(sending.trouble.most(), sending.batchSize.now() * 2);
  const free = Math.min(most - sending.calls.size, sending.hand.length);
  if (free < Math.min(Math.ceil(most / 2), sending.hand.length)) {
    await settleWhenQuiet(sending);
    return;
  }
  const few = Math.min(free, sending.batchSize.now());
  if (!(await prepared(sending, sending.hand.slice(0, few)))) return;
  const permits = await sending.deps.pacer.take('edition', few, leadMs(sending));
  if (permits.length === 0) return idle(sending);
  const next = sending.hand.splice(0, permits.length);
  const mails = await Promise.all(next.map((ready) => sending.composer.compose(ready)));
  const looked = performance.now();
  const called = new Set(await mark(sending, next));
  const { written } = sending;
  for (const [n, ready] of next.entries()) {
    const [mail, permit] = [mails[n] as OutgoingMail, permits[n] as Permit];
    if (called.has(ready)) {
      start({ sending, ready, mail, permit, looked, written });
    } else {
      permit.back();
      sending.outcomes.push(notCalled(sending, ready));
    }
  }
}

/** No mail may go at present: looks whether the run is still open, and leaves to others what an outage keeps from going. */
async function idle(sending: Sending): Promise<void> {
  const { db, pacer } = sending.deps;
  await insist(sending, () => look(sending));
  if (!pacer.isAway() || sending.hand.length === 0) return;
  sending.hand.length = 0;
  sending.after = FIRST_SUBSCRIBER;
  await insist(sending, () => releaseClaim(db, sending.lease));
}

async function settleWhenQuiet(sending: Sending): Promise<void> {
  const quiet = await pause(sending);
  if (quiet && sending.outcomes.length > 0) await insist(sending, () => settle(sending, []));
}

/** Builds what is slow to build before a permit is taken. An edition of which one mail cannot be made is held. */
async function prepared(sending: Sending, next: readonly Ready[]): Promise<boolean> {
  try {
    await sending.composer.prepare(next);
    return true;
  } catch (error) {
    const { edition } = sending;
    const notMade = reason('mail-not-made', { edition, error: reasonOfError(error) });
    await stopAll(sending, { cause: 'broken', reason: notMade });
    return false;
  }
}

function start(call: MarkedCall): void {
  const { sending, ready } = call;
  const { id } = ready.candidate;
  sending.calls.add(id);
  void makeCall(call)
    .then(async ({ event, hold }) => {
      sending.outcomes.push({ id, event });
      if (hold) await stopAll(sending, hold);
    })
    .finally(() => {
      sending.calls.delete(id);
      sending.wake();
    });
}

/** The first answer that says so stops every worker: the run's state is looked at before each call. */
async function stopAll(sending: Sending, hold: CallHold): Promise<void> {
  if (sending.stopped) return;
  sending.stopped = true;
  const { deps, edition } = sending;
  const stop = () =>
    hold.cause === 'daily-quota'
      ? holdForQuota(deps, edition)
      : holdRun(deps, edition, { reason: hold.reason });
  await insist(sending, stop).catch((error) =>
    deps.log.error({ error: String(error) }, 'the run could not be held'),
  );
}

async function keepLease(sending: Sending): Promise<void> {
  const { db, leaseSeconds } = sending.deps;
  const from = performance.now();
  if (sending.leaseEnd - from > (leaseSeconds * 1_000) / 2) return;
  if (await insist(sending, () => renewLease(db, { lease: sending.lease, leaseSeconds }))) {
    sending.leaseEnd = from + leaseSeconds * 1_000;
  } else {
    sending.stopped = true;
  }
}

/** Waits for a call to end, at most a tick; true when the tick passed and none had. */
function pause(sending: Sending): Promise<boolean> {
  return new Promise((done) => {
    const timer = setTimeout(() => done(true), TICK_MS);
    sending.wake = () => {
      clearTimeout(timer);
      done(false);
    };
  });
}
