import type { Database } from '../core/index.ts';
import { isFault, type Log, sentenceOf } from '../core/index.ts';
import { endHindrance, noteHindrance } from './hindrance.store.ts';
import type { Mailer } from './mailer.ts';
import { ensurePace, type Lane, reserveSlots, slowPace, takeQuotaTurn, writeQuota } from './pace.store.ts';
import { createReach } from './reach.ts';

/** A mail may start this late after its slot; later, the slot is lost and another is taken. See `STRETCH`. */
const LATE_MS = 25;
/** Slots are handed out this early, so that the few that come next can be written down together. */
const EARLY_MS = 20;
const LEAST_WANTED = 8;
const PATIENCE_MS = 1_000;
const ASK_AGAIN_MS = 250;
const CLOCK_SAMPLES = 64;
/** An account without a rate is asked about no more often than this. */
const UNLIMITED_MS = 5_000;

/** When one mail may start, on this process's monotonic clock. */
export type Slot = { from: number; until: number };

/** Lets mails go one at a time, below the account's rate over all processes. */
export type Pacer = {
  /**
   * From 1 to `most` slots, as soon as there is one in the next moment; none when a second has brought none. `leadMs` is
   * what the caller needs between this answer and the first mail.
   */
  take(lane: Lane, most: number, leadMs?: number): Promise<Slot[]>;
  /** Mails a second at present, by what is known here. */
  perSecond(): number;
  /** SES said "slow down": less for everyone, more again by and by. */
  slowDown(): void;
  /** A call never reached SES: from now on one call at a time tries, at growing distances, until one is answered. */
  away(reason: string): void;
  /** SES has answered a call that was begun at `begun` on this process's monotonic clock. */
  answered(begun: number): void;
};

/** Waits for the slot; false when it is too late to use it, and another must be taken. */
export async function reached({ from, until }: Slot): Promise<boolean> {
  const wait = from - performance.now();
  if (wait > 0) await sleep(Math.ceil(wait));
  return performance.now() <= until;
}

/** One for a process: its lanes share what it knows of the database's clock, and of whether SES can be reached. */
export function createPacer(deps: { db: Database; mailer: Mailer; log: Log }): Pacer {
  const clock = createClockMap();
  const reach = createReach(deps);
  const askQuota = quotaAsker(deps);
  const lanes: Record<Lane, Slot[]> = { edition: [], transactional: [] };
  let rate = 1;
  let unlimitedUntil = 0;
  /** Adds reserved slots to those in hand; returns how long to wait when none was granted. */
  async function fill(lane: Lane, wanted: number, leadMs: number): Promise<number> {
    const reservation = await reserve(deps, { lane, wanted: Math.max(wanted, LEAST_WANTED), leadMs });
    rate = reservation.perSecond;
    if (rate === Number.POSITIVE_INFINITY && !reservation.away)
      unlimitedUntil = performance.now() + UNLIMITED_MS;
    reach.heard(reservation.away);
    clock.sample(reservation.clock * 1_000);
    if (reservation.quotaDue) void askQuota();
    for (let n = 0; n < reservation.granted; n += 1) {
      const from = clock.toMonotonic((reservation.first + n * reservation.gap) * 1_000);
      lanes[lane].push({ from, until: from + LATE_MS });
    }
    return reservation.granted > 0 ? 0 : Math.max(1, Math.min(reservation.wait, 0.5) * 1_000);
  }

  /** Of the slots in hand those that come in the next moment; `soonest` is the first that the caller can still reach. */
  function due(lane: Lane, most: number, soonest: number): Slot[] {
    const inHand = lanes[lane];
    while (inHand[0] !== undefined && inHand[0].until < soonest) inHand.shift();
    const count = inHand.filter((slot) => slot.from <= soonest + EARLY_MS).length;
    return inHand.splice(0, Math.min(count, most));
  }

  async function take(lane: Lane, most: number, leadMs = 0): Promise<Slot[]> {
    const end = performance.now() + PATIENCE_MS;
    for (let now = performance.now(); now < end; now = performance.now()) {
      if (now < unlimitedUntil)
        return Array.from({ length: most }, () => ({ from: now, until: Number.POSITIVE_INFINITY }));
      const slots = due(lane, most, now + leadMs);
      if (slots.length > 0) return slots;
      const next = lanes[lane][0];
      const wait = next ? next.from - now - leadMs - EARLY_MS : await fill(lane, most, leadMs);
      if (wait > 0) await sleep(Math.min(wait, PATIENCE_MS));
    }
    return [];
  }

  return {
    take,
    perSecond: () => rate,
    slowDown: () => {
      unlimitedUntil = 0;
      sayWhenSlowed(deps);
    },
    away: (reason) => {
      unlimitedUntil = 0;
      for (const slots of Object.values(lanes)) slots.length = 0;
      reach.away(reason);
    },
    answered: reach.answered,
  };
}

function sayWhenSlowed({ db, log }: { db: Database; log: Log }): void {
  slowPace(db)
    .then((changed) => changed && log.warn({}, 'Amazon SES says to slow down: every worker does'))
    .catch((error) => log.warn({ error: sentenceOf(error) }, 'the pace could not be slowed'));
}

/** Asks for the quota; that it cannot be read is said once, not every second. */
function quotaAsker(deps: { db: Database; mailer: Mailer; log: Log }): () => Promise<void> {
  let said = '';
  return async () => {
    const failed = (await refreshQuota(deps)) ?? said;
    if (failed !== '' && failed !== said)
      deps.log.warn({ error: failed }, 'Amazon SES did not say the quota');
    said = failed;
  };
}

/** Never rejects: while the database is away, no slot is granted. */
async function reserve(
  deps: { db: Database; mailer: Mailer; log: Log },
  request: { lane: Lane; wanted: number; leadMs: number },
) {
  for (;;) {
    try {
      const reservation = await reserveSlots(deps.db, request);
      if (reservation) return reservation;
      await ensurePace(deps.db);
      await refreshQuota(deps);
    } catch (error) {
      deps.log.warn({ error: sentenceOf(error) }, 'no pace from the database');
      await sleep(ASK_AGAIN_MS);
    }
  }
}

/**
 * Asks SES for the quota when it is this process's turn; a failure keeps what is known.
 * Returns why it failed, '' when it did not, `undefined` when it was not asked.
 */
export async function refreshQuota(
  deps: { db: Database; mailer: Mailer },
  maxAgeSeconds?: number,
): Promise<string | undefined> {
  try {
    if (!(await takeQuotaTurn(deps.db, maxAgeSeconds))) return undefined;
    await writeQuota(deps.db, await deps.mailer.quota());
    await endHindrance(deps.db, { kind: 'quota' });
    return '';
  } catch (error) {
    if (isFault(error)) await sayDenied(deps.db, sentenceOf(error)).catch(() => {});
    return sentenceOf(error);
  }
}

/** Without its answer the pace is a guess, and a slow one: the run must say so. */
const sayDenied = (db: Database, said: string) =>
  noteHindrance(db, {
    kind: 'quota',
    reason: `Amazon SES does not say the account's sending quota (${said}): mails go at the rate last known, 1 a second where none is. Allow ses:GetSendQuota.`,
  });

/**
 * Maps the database's clock to this process's monotonic one by the quickest of the last answers: an answer that was
 * read late says only that the clock is later than that.
 */
function createClockMap() {
  const offsets: number[] = [];
  let at = 0;
  let offset = Number.POSITIVE_INFINITY;
  return {
    sample(databaseMs: number) {
      offsets[at] = performance.now() - databaseMs;
      at = (at + 1) % CLOCK_SAMPLES;
      offset = Math.min(...offsets);
    },
    toMonotonic: (databaseMs: number) => databaseMs + offset,
  };
}

const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
