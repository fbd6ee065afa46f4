import type { App } from '../src/compose/app.ts';
import { reason, sentenceOf } from '../src/core/index.ts';
import { endHindrance, noteHindrance } from '../src/delivery/index.ts';
import { runControl } from '../src/flows/index.ts';

const LOOK_MS = 5_000;

/**
 * Looks whether the queue takes jobs. While it does not, the runs say so, since no job can; when it does again, `back` rings
 * for what it has missed.
 */
export function watchQueue({ db, queue, log }: App, back: () => Promise<void>): { stop(): void } {
  let away = false;
  let looking = false;
  const look = async () => {
    try {
      await queue.check();
    } catch (error) {
      if (!away) log.error({ error: sentenceOf(error) }, 'the queue takes no jobs');
      away = true;
      return noteHindrance(
        { db, runs: runControl },
        { kind: 'queue', reason: reason('queue-away', { said: sentenceOf(error) }) },
      );
    }
    if (!away) return;
    away = false;
    log.warn({}, 'the queue takes jobs again');
    await endHindrance(db, { kind: 'queue' });
    await back();
  };
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    look()
      .catch((error) => log.warn({ error: sentenceOf(error) }, 'the queue could not be looked at'))
      .finally(() => {
        looking = false;
      });
  }, LOOK_MS);
  return { stop: () => clearInterval(timer) };
}
