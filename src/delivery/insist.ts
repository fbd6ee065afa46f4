import { type EditionNumber, inOwnWords, reason, sentenceOf } from '../core/index.ts';
import type { DeliveryDeps } from './deps.ts';
import { endHindrance, noteHindrance } from './hindrance.store.ts';
import { persist } from './persist.ts';

/** What fails for so long stands as the run's reason: a restart of PostgreSQL is over by then. */
const SAID_AFTER_MS = 4_000;

type OfEdition = { deps: DeliveryDeps; edition: EditionNumber };

/** What keeps an edition from being sent, and passes by itself. */
export async function noteCannotBeSent(
  deps: DeliveryDeps,
  edition: EditionNumber,
  said: string,
): Promise<void> {
  const failed = reason('sending-failed', { edition, error: inOwnWords(said), again: true });
  await noteHindrance(deps, { kind: 'batch', edition, reason: failed });
}

/**
 * As `persist`, for the writes of one edition: what goes on failing is said on its run, as far as the database can still write
 * that, such as when a disk has no room for the ledger.
 */
export async function insist<T>({ deps, edition }: OfEdition, work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  let said = false;
  const done = await persist(deps.log, async () => {
    try {
      return await work();
    } catch (error) {
      if (performance.now() - begun >= SAID_AFTER_MS)
        said = await noteCannotBeSent(deps, edition, sentenceOf(error)).then(
          () => true,
          () => said,
        );
      throw error;
    }
  });
  if (said) await endHindrance(deps.db, { kind: 'batch', edition }).catch(() => {});
  return done;
}
