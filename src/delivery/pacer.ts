import type { Database } from '../core/index.ts';
import { type Log, sentenceOf } from '../core/index.ts';
import type { Mailer } from './mailer.ts';
import {
  ensurePace,
  type Lane,
  type Reservation,
  reserveSlots,
  slowPace,
  takeQuotaTurn,
  writeQuota,
} from './pace.store.ts';

/** A mail may start this late after its slot; later, the slot is lost and another is taken. See `STRETCH`. */
const LATE_MS = 15;
const ASK_AGAIN_MS = 250;
const CLOCK_SAMPLES = 64;

/** Lets one mail go at a time, below the account's rate over all processes. */
export type Pacer = {
  /** Resolves at the moment at which one mail may start; rejects with the signal's reason. */
  turn(lane: Lane, signal?: AbortSignal): Promise<void>;
  /** Mails a second at present, by what is known here. */
  perSecond(): number;
  /** SES said "slow down": less for everyone, more again by and by. */
  slowDown(): void;
};

type Waiter = { go(): void; gone: boolean };

/** One for a process: its lanes share what it knows of the database's clock. */
export function createPacer(deps: { db: Database; mailer: Mailer; log: Log }): Pacer {
  const clock = createClockMap();
  let rate = 1;
  const seen = (reservation: Reservation) => {
    rate = reservation.perSecond;
    clock.sample(reservation.clock * 1_000);
    if (reservation.quotaDue) void refreshQuota(deps);
  };
  const lanes = { edition: laneOf('edition'), transactional: laneOf('transactional') };

  function laneOf(lane: Lane) {
    const waiting: Waiter[] = [];
    let pumping = false;
    const start = (waiter: Waiter, slot: number) => {
      const fire = () => {
        const late = performance.now() - clock.toMonotonic(slot);
        if (waiter.gone) return;
        if (late <= LATE_MS) waiter.go();
        else enter(waiter);
      };
      const wait = clock.toMonotonic(slot) - performance.now();
      if (wait <= 0) fire();
      else setTimeout(fire, Math.ceil(wait));
    };
    const pump = async () => {
      while (waiting.length > 0) {
        const reservation = await reserve(deps, lane, waiting.length);
        seen(reservation);
        for (let n = 0; n < reservation.granted; n += 1) {
          const waiter = nextOf(waiting);
          if (waiter) start(waiter, (reservation.first + n * reservation.gap) * 1_000);
        }
        if (reservation.granted === 0) await sleep(Math.max(1, Math.min(reservation.wait, 1) * 1_000));
      }
    };
    const enter = (waiter: Waiter) => {
      waiting.push(waiter);
      if (pumping) return;
      pumping = true;
      void pump().finally(() => {
        pumping = false;
      });
    };
    return enter;
  }

  return {
    turn: (lane, signal) => waitFor(lanes[lane], signal),
    perSecond: () => rate,
    slowDown: () => {
      slowPace(deps.db).catch((error) =>
        deps.log.warn({ error: sentenceOf(error) }, 'the pace could not be slowed'),
      );
    },
  };
}

function nextOf(waiting: Waiter[]): Waiter | undefined {
  let waiter = waiting.shift();
  while (waiter?.gone) waiter = waiting.shift();
  return waiter;
}

function waitFor(enter: (waiter: Waiter) => void, signal?: AbortSignal): Promise<void> {
  return new Promise((done, refused) => {
    if (signal?.aborted) {
      refused(signal.reason);
      return;
    }
    const stop = () => {
      waiter.gone = true;
      refused(signal?.reason);
    };
    const waiter: Waiter = {
      gone: false,
      go: () => {
        signal?.removeEventListener('abort', stop);
        done();
      },
    };
    signal?.addEventListener('abort', stop, { once: true });
    enter(waiter);
  });
}

/** Never rejects: while the database is away, no slot is granted. */
async function reserve(deps: { db: Database; mailer: Mailer; log: Log }, lane: Lane, wanted: number) {
  for (;;) {
    try {
      const reservation = await reserveSlots(deps.db, lane, wanted);
      if (reservation) return reservation;
      await ensurePace(deps.db);
      await refreshQuota(deps);
    } catch (error) {
      deps.log.warn({ error: sentenceOf(error) }, 'no pace from the database');
      await sleep(ASK_AGAIN_MS);
    }
  }
}

/** Asks SES for the quota when it is this process's turn; a failure keeps what is known. */
export async function refreshQuota(
  deps: { db: Database; mailer: Mailer; log: Log },
  maxAgeSeconds?: number,
): Promise<void> {
  try {
    if (await takeQuotaTurn(deps.db, maxAgeSeconds)) await writeQuota(deps.db, await deps.mailer.quota());
  } catch (error) {
    deps.log.warn({ error: sentenceOf(error) }, 'Amazon SES did not say the quota');
  }
}

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
