import { type Reason, reason, reasonOfError } from '../core/index.ts';
import type { Admission } from './admission.ts';
import { type Call, type Hold, makeCall } from './call.ts';
import { type Candidate, claimBatch } from './claim.store.ts';
import { type Ready, variantKey } from './composing.ts';
import { holdForQuota, holdRun } from './control.ts';
import { endLeases, releaseClaim, renewLease } from './lease.store.ts';
import { type Outcome, settleAndCall } from './ledger.store.ts';
import type { OutgoingMail } from './mailer.ts';
import type { Permit } from './pacer.ts';
import { persist } from './persist.ts';
import { FIRST_SUBSCRIBER, type Sending } from './sending.ts';

const MOST_CLAIMED = 500;
/** Mails in hand wait for the pace about so long, and others could have them meanwhile. */
const HAND_SECONDS = 5;
const TICK_MS = 250;
const MOST_LEAD_MS = 600;

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
    await persist(sending.deps.log, () => settle(sending, []));
    await keepLease(sending);
  }
  return sending.hand.length > 0;
}

async function landed(sending: Sending): Promise<void> {
  while (sending.calls.size > 0) await pause(sending);
}

/** Settles what is known and gives back what was not called. */
export async function giveBack(sending: Sending): Promise<void> {
  const { db, log, clock } = sending.deps;
  await persist(log, () => settle(sending, []));
  await persist(log, () => endLeases(db, clock.now(), sending.lease));
}

/** Takes a batch in hand; true when there may be more. After the last reader it looks once more from the first. */
async function claim(sending: Sending): Promise<boolean> {
  const { db, log, clock, leaseSeconds } = sending.deps;
  const limit = claimSize(sending);
  const from = performance.now();
  const { edition, lease, after } = sending;
  const ready: Ready[] = [];
  const candidates = await persist(log, async () => {
    ready.length = 0;
    const admit = await sending.admission();
    const request = { edition, lease, leaseSeconds, after, limit, now: clock.now() };
    return claimBatch(db, request, (candidate) => take(admit(candidate), candidate, ready));
  });
  if (candidates === undefined) {
    sending.stopped = true;
    return false;
  }
  sending.leaseEnd = from + leaseSeconds * 1_000;
  sending.after =
    candidates.length < limit ? FIRST_SUBSCRIBER : (candidates.at(-1)?.subscriber ?? FIRST_SUBSCRIBER);
  // Neighbours of one variant share its template while it is at hand.
  sending.hand.push(...ready.sort((a, b) => (a.variantKey < b.variantKey ? -1 : 1)));
  return candidates.length === limit || after !== FIRST_SUBSCRIBER;
}

function take(admission: Admission, candidate: Candidate, ready: Ready[]): Reason | null {
  if ('skip' in admission) return admission.skip;
  const { address, slugs } = admission;
  ready.push({ candidate, address, slugs, variantKey: variantKey(candidate.format, slugs) });
  return null;
}

/** What the pace lets go in a few seconds; one while Amazon SES is away, as no more is called then. */
function claimSize({ deps }: Sending): number {
  if (deps.pacer.isAway()) return 1;
  const few = Math.ceil(deps.pacer.perSecond() * Math.min(HAND_SECONDS, deps.leaseSeconds / 2));
  return Math.min(MOST_CLAIMED, Math.max(deps.concurrency, few));
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
  for (const [n, ready] of next.entries()) {
    const [mail, permit] = [mails[n] as OutgoingMail, permits[n] as Permit];
    if (called.has(ready)) {
      start({ sending, ready, mail, permit, looked });
    } else {
      permit.back();
      sending.outcomes.push(notCalled(sending, ready));
    }
  }
}

/** No mail may go at present: looks whether the run is still open, and leaves to others what an outage keeps from going. */
async function idle(sending: Sending): Promise<void> {
  const { db, log, pacer } = sending.deps;
  await persist(log, () => look(sending));
  if (!pacer.isAway() || sending.hand.length === 0) return;
  sending.hand.length = 0;
  sending.after = FIRST_SUBSCRIBER;
  await persist(log, () => releaseClaim(db, sending.lease));
}

/** Its mark may have been written before the database's answer was lost; that it was never called is certain. */
const notCalled = ({ lease }: Sending, { candidate }: Ready): Outcome => ({
  id: candidate.id,
  event: { type: 'unsent', lease, reason: reason('given-back') },
});

/** The marking comes between taking a permit and using it; what comes free meanwhile can be used after it. */
const leadMs = ({ markMs }: Sending) => Math.min(MOST_LEAD_MS, markMs);

async function mark(sending: Sending, next: Ready[]): Promise<Ready[]> {
  const from = performance.now();
  const called = await persist(sending.deps.log, () => settle(sending, next));
  if (next.length > 0) sending.markMs += (performance.now() - from - sending.markMs) / 8;
  return called;
}

async function settleWhenQuiet(sending: Sending): Promise<void> {
  const quiet = await pause(sending);
  if (quiet && sending.outcomes.length > 0) await persist(sending.deps.log, () => settle(sending, []));
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

/** Settles, and returns those of `next` that may be called now. */
async function settle(sending: Sending, next: Ready[]): Promise<Ready[]> {
  return sending.outcomes.length === 0 && next.length === 0 ? [] : look(sending, next);
}

/** Looks whether the run is still open, even when there is nothing to settle. What comes in meanwhile waits for the next time. */
async function look(sending: Sending, next: Ready[] = []): Promise<Ready[]> {
  const outcomes = [...sending.outcomes];
  const { edition, lease, deps } = sending;
  const { called, open } = await settleAndCall(deps.db, {
    edition,
    lease,
    outcomes,
    next: next.map((ready) => ready.candidate),
    mailboxes: new Map(next.map((ready) => [ready.candidate.id, deps.mailbox(ready.address)])),
    through: deps.through,
    now: deps.clock.now(),
  });
  sending.outcomes.splice(0, outcomes.length);
  if (!open) sending.stopped = true;
  const callable = new Set(called);
  return next.filter((ready) => callable.has(ready.candidate.id));
}

function start(call: Call): void {
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
async function stopAll(sending: Sending, hold: Hold): Promise<void> {
  if (sending.stopped) return;
  sending.stopped = true;
  const { deps, edition } = sending;
  const stop = () =>
    hold.cause === 'daily-quota'
      ? holdForQuota(deps, edition)
      : holdRun(deps, edition, { reason: hold.reason });
  await persist(deps.log, stop).catch((error) =>
    deps.log.error({ error: String(error) }, 'the run could not be held'),
  );
}

async function keepLease(sending: Sending): Promise<void> {
  const { db, log, leaseSeconds } = sending.deps;
  const from = performance.now();
  if (sending.leaseEnd - from > (leaseSeconds * 1_000) / 2) return;
  if (await persist(log, () => renewLease(db, { lease: sending.lease, leaseSeconds }))) {
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
