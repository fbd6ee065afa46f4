import { type Database, type Log, sentenceOf } from '../../core/index.ts';
import type { Mailer } from '../mailer.ts';
import type { RunControl } from '../run-control.ts';
import { ensurePace, type Lane } from './pace.store.ts';
import { type Allotment, dropHolder, exchangePermits, HELD_SECONDS } from './permit.store.ts';
import type { Permits } from './permits.ts';
import { quotaAsker, refreshQuota } from './quota.ts';
import type { Reach } from './reach.ts';
import type { Signal } from './signal.ts';

/** What is held is said again so often, and oftener while something is to change hands. */
const AGAIN_MS = 500;
const SOON_MS = 200;
/** So long after the last mail what is held is given back. */
const IDLE_MS = 1_500;
/** Before the database forgets a holder it stops by itself; the two measure by clocks of their own. */
const MARGIN_MS = 200;
/** An account without a rate is asked about no more often than this. */
const UNLIMITED_MS = 5_000;

type Deps = {
  db: Database;
  mailer: Mailer;
  log: Log;
  runs: RunControl;
  permits: Permits;
  reach: Reach;
  signal: Signal;
  waiting: Readonly<Record<Lane, number>>;
  holder: () => string;
};

/** Keeps this process's permits at what the database allots to it, while mails go; times on the monotonic clock, ms. */
export function keepAllotted(deps: Deps) {
  const { db, log, permits, reach, signal, waiting } = deps;
  const askQuota = quotaAsker(deps);
  let holder = deps.holder();
  let until = 0;
  let unlimitedUntil = 0;
  let rate = 1;
  let roundMs = 1_000;
  let askedAt = 0;
  let dueAt = 0;
  let exchangedAt = 0;
  let running: Promise<void> | undefined;
  let closed = false;

  function heed(allotment: Allotment, asked: number): void {
    const now = performance.now();
    rate = allotment.perSecond;
    reach.heard(allotment.away);
    if (allotment.quotaDue) void askQuota();
    if (rate === Number.POSITIVE_INFINITY) {
      if (!allotment.away) unlimitedUntil = now + UNLIMITED_MS;
      return;
    }
    unlimitedUntil = 0;
    roundMs = allotment.round * 1_000;
    if (allotment.known < permits.held(now)) forget();
    until = asked + HELD_SECONDS * 1_000 - MARGIN_MS;
    const from = now + allotment.restIn * 1_000;
    permits.rest(from);
    const gap = roundMs / allotment.permits;
    permits.renew({ granted: allotment.granted, from, gap, to: allotment.target });
    const changes = allotment.wanting || permits.held(now) > allotment.target;
    dueAt = now + (changes ? SOON_MS : AGAIN_MS);
  }

  /** The database does not know of them any more: what they let go counts under the old name until its time is over. */
  function forget(): void {
    permits.lose();
    holder = deps.holder();
  }

  async function exchange(): Promise<void> {
    const now = performance.now();
    if (now >= until && permits.held(now) > 0) forget();
    const wish = { edition: waiting.edition > 0 || editionSince(now), singles: waiting.transactional };
    const allotment = await exchangePermits(db, { ...wish, holder, held: permits.held(now) });
    if (allotment) return heed(allotment, now);
    await ensurePace(db);
    await refreshQuota(deps);
    dueAt = 0;
  }

  let lastEdition = Number.NEGATIVE_INFINITY;
  const editionSince = (now: number) => now - lastEdition < IDLE_MS;
  const inUse = (now: number) => permits.out() > 0 || now - askedAt < IDLE_MS;

  async function keep(): Promise<void> {
    for (let now = performance.now(); !closed && inUse(now); now = performance.now()) {
      if (now < dueAt || now < unlimitedUntil) {
        await signal.wait(Math.min(Math.max(dueAt, unlimitedUntil) - now, SOON_MS));
        continue;
      }
      dueAt = now + SOON_MS;
      exchangedAt = now;
      await exchange().catch((error) => log.warn({ error: sentenceOf(error) }, 'no pace from the database'));
      signal.fire();
    }
    if (permits.held(performance.now()) > 0) await leave();
  }

  async function leave(): Promise<void> {
    const now = performance.now();
    const last = permits.out() > 0 ? now + roundMs : permits.last();
    const [left, seconds] = [holder, Math.max(0, last - now) / 1_000];
    forget();
    dueAt = 0;
    await dropHolder(db, left, seconds).catch((error) =>
      log.warn({ error: sentenceOf(error) }, 'permits could not be given back'),
    );
  }

  return {
    /** Somebody wants to send: sees to it that permits are held, and are said to be. */
    ask(): void {
      askedAt = performance.now();
      if (waiting.edition > 0) lastEdition = askedAt;
      if (closed) return;
      if (permits.held(askedAt) === 0) dueAt = Math.min(dueAt, exchangedAt + SOON_MS);
      running ??= keep().finally(() => {
        running = undefined;
      });
    },
    /** What was said no longer holds. */
    askAnew(): void {
      unlimitedUntil = 0;
      dueAt = 0;
      signal.fire();
    },
    until: () => until,
    unlimitedUntil: () => unlimitedUntil,
    perSecond: () => rate,
    roundMs: () => roundMs,
    async close(): Promise<void> {
      closed = true;
      signal.fire();
      await running;
    },
  };
}
