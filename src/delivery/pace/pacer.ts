import { randomUUID } from 'node:crypto';
import { type Database, type Log, sentenceOf } from '../../core/index.ts';
import type { Mailer } from '../mailer.ts';
import type { RunControl } from '../run-control.ts';
import { createCallTimes } from './call-times.ts';
import { keepAllotted } from './keep-allotted.ts';
import { type Lane, returnTry, slowPace, takeTry } from './pace.store.ts';
import { createPermits, type TakenPermit } from './permits.ts';
import { createReach } from './reach.ts';
import { createSignal } from './signal.ts';

/** Permits are handed out this early, so that the few that come next can be written down together. */
const EARLY_MS = 20;
const PATIENCE_MS = 1_000;
/** After an outage, and half a second more for a second try that was on its way when the first was answered. */
const REST_MS = 1_500;
/** Between two looks at whether SES may be tried. */
const TRY_LOOK_MS = 400;

/** Lets one mail go. Whoever takes it ends it by `done` or `back`. */
export type Permit = {
  /** Waits until it may be used; there is no too late. */
  reached(): Promise<void>;
  /** Just before the call: false when it is not ours any more, since this process was silent for too long. */
  start(): boolean;
  /** The call is over. `counted`: what Amazon SES has of it; `no` = it certainly never got there. */
  done(counted: 'yes' | 'perhaps' | 'no'): void;
  /** No call was made. */
  back(): void;
};

/** Lets mails go, at or below the account's rate over all processes. */
export type Pacer = {
  /**
   * From 1 to `most` permits, as soon as there is one in the next moment; none when a second has brought none. `leadMs` is
   * what the caller needs between this answer and the first mail.
   */
  take(lane: Lane, most: number, leadMs?: number): Promise<Permit[]>;
  /** Mails a second at present, by what is known here. */
  perSecond(): number;
  /** Amazon SES cannot be reached, by what is known here: one call at a time tries. */
  isAway(): boolean;
  /** SES said "slow down": less for everyone, more again by and by. */
  slowDown(): void;
  /** A call never reached SES: from now on one call at a time tries, until one is answered. */
  away(reason: string): void;
  /** SES has answered a call that was begun at `begun` on this process's monotonic clock. */
  answered(begun: number): void;
  /** Leaves to others what this process holds. */
  close(): Promise<void>;
};

/** One for a process: its lanes share what it holds, and what it knows of whether SES can be reached. */
export function createPacer(deps: { db: Database; mailer: Mailer; log: Log; runs: RunControl }): Pacer {
  const { db, log } = deps;
  const signal = createSignal();
  const permits = createPermits();
  const times = createCallTimes();
  const reach = createReach(deps);
  const waiting: Record<Lane, number> = { edition: 0, transactional: 0 };
  const allotted = keepAllotted({ ...deps, permits, reach, signal, waiting, holder: randomUUID });
  const told = (work: Promise<unknown>) =>
    void work.catch((error) => log.warn({ error: sentenceOf(error) }, 'no pace from the database'));

  function permitOf(taken: TakenPermit): Permit {
    let begun = 0;
    const free = (at: number) => {
      permits.back(taken, at);
      signal.fire();
    };
    return {
      reached: () => sleepUntil(taken.from),
      start: () => {
        begun = performance.now();
        return permits.isOf(taken) && begun < allotted.until();
      },
      done: (counted) => {
        const ended = performance.now();
        if (counted === 'no') return free(taken.from);
        free(times.countedAt({ begun, ended, answered: counted === 'yes' }) + allotted.roundMs());
      },
      back: () => free(taken.from),
    };
  }

  /** The one call that tries: it has no permit of the rate, which rests when it is answered. Needless once another was. */
  const attempt = (): Permit => ({
    reached: async () => {},
    start: reach.isAway,
    done: (counted) => {
      if (counted !== 'no') permits.rest(performance.now() + REST_MS);
    },
    back: () => told(returnTry(db)),
  });

  async function tryTurn(): Promise<Permit[]> {
    try {
      const { away, granted, wait } = await takeTry(db);
      reach.heard(away);
      if (granted) return [attempt()];
      if (away) await signal.wait(Math.min(TRY_LOOK_MS, wait * 1_000 + 1));
      // The call that found SES back had no permit: for a second it counts in their place.
      else permits.rest(performance.now() + REST_MS);
    } catch (error) {
      log.warn({ error: sentenceOf(error) }, 'no pace from the database');
      await signal.wait(TRY_LOOK_MS);
    }
    return [];
  }

  async function takeNow(lane: Lane, most: number, leadMs: number): Promise<Permit[]> {
    const now = performance.now();
    if (reach.isAway()) return tryTurn();
    if (now < allotted.unlimitedUntil()) return Array.from({ length: most }, unpaced);
    allotted.ask();
    const yields = lane === 'edition' && waiting.transactional > 0;
    const soon = leadMs + EARLY_MS;
    const taken = yields || now >= allotted.until() ? [] : permits.take(most, { now, by: now + soon });
    if (taken.length === 0) await signal.wait(Math.min(permits.next() - now - soon, PATIENCE_MS));
    return taken.map(permitOf);
  }

  return {
    async take(lane, most, leadMs = 0) {
      const end = performance.now() + PATIENCE_MS;
      waiting[lane] += 1;
      try {
        do {
          const got = await takeNow(lane, most, leadMs);
          if (got.length > 0) return got;
        } while (performance.now() < end);
        return [];
      } finally {
        waiting[lane] -= 1;
        signal.fire();
      }
    },
    perSecond: allotted.perSecond,
    isAway: reach.isAway,
    slowDown: () => {
      permits.rest(performance.now() + 1_000);
      told(slowPace(db).then((began) => began && log.warn({}, SLOWED)));
      allotted.askAnew();
    },
    away: (reason) => {
      reach.away(reason);
      signal.fire();
    },
    answered: (begun) => {
      if (!reach.answered(begun)) return;
      permits.rest(performance.now() + REST_MS);
      allotted.askAnew();
    },
    close: allotted.close,
  };
}

const SLOWED = 'Amazon SES says to slow down: every worker does';

/** For an account without a rate. */
const unpaced = (): Permit => ({
  reached: async () => {},
  start: () => true,
  done: () => {},
  back: () => {},
});

async function sleepUntil(at: number): Promise<void> {
  const wait = at - performance.now();
  if (wait > 0) await new Promise<void>((done) => setTimeout(done, Math.ceil(wait)));
}
