import { type Database, isFault, type Log, reason, sentenceOf } from '../../core/index.ts';
import { endHindrance, noteHindrance } from '../hindrance.store.ts';
import type { Mailer } from '../mailer.ts';
import type { RunControl } from '../run-control.ts';
import { takeQuotaTurn, writeQuota } from './pace.store.ts';

type Deps = { db: Database; mailer: Mailer; runs: RunControl };

/** Asks for the quota; that it cannot be read is said once, not every second. */
export function quotaAsker(deps: Deps & { log: Log }): () => Promise<void> {
  let said = '';
  return async () => {
    const failed = (await refreshQuota(deps)) ?? said;
    if (failed !== '' && failed !== said)
      deps.log.warn({ error: failed }, 'Amazon SES did not say the quota');
    said = failed;
  };
}

/**
 * Asks SES for the quota when it is this process's turn; a failure keeps what is known.
 * Returns why it failed, '' when it did not, `undefined` when it was not asked.
 */
export async function refreshQuota(deps: Deps, maxAgeSeconds?: number): Promise<string | undefined> {
  try {
    if (!(await takeQuotaTurn(deps.db, maxAgeSeconds))) return undefined;
    await writeQuota(deps.db, await deps.mailer.quota());
    await endHindrance(deps.db, { kind: 'quota' });
    return '';
  } catch (error) {
    if (isFault(error)) await sayDenied(deps, sentenceOf(error)).catch(() => {});
    return sentenceOf(error);
  }
}

/** Without its answer the pace is a guess, and a slow one: the run must say so. */
const sayDenied = (deps: Pick<Deps, 'db' | 'runs'>, said: string) =>
  noteHindrance(deps, {
    kind: 'quota',
    reason: reason('quota-denied', { said }),
  });
