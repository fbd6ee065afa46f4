import { setTimeout as delay } from 'node:timers/promises';
import { cleanStored } from '../src/articles/index.ts';
import { type Database, type Log, sentenceOf } from '../src/core/index.ts';

const AGAIN_MS = 60_000;

/**
 * Makes the pictures anew that were stored as they came: at the start, and again by and by, as a process of an earlier
 * version may still store some. What is in hand when it is stopped is left as it was.
 */
export function keepCleaning(deps: { db: Database; log: Log }): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const running = (async () => {
    while (!signal.aborted) {
      await round({ ...deps, signal });
      await delay(AGAIN_MS, undefined, { signal }).catch(() => {});
    }
  })();
  return {
    stop() {
      stopping.abort();
      return running;
    },
  };
}

async function round(deps: Parameters<typeof cleanStored>[0]): Promise<void> {
  try {
    const count = await cleanStored(deps);
    if (count > 0) deps.log.info({ count }, 'stored pictures were made anew');
  } catch (error) {
    if (!deps.signal?.aborted)
      deps.log.warn({ error: sentenceOf(error) }, 'stored pictures could not be made anew');
  }
}
