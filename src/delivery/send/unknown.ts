import { type Clock, type Database, type DeliveryId, type EditionNumber, reason } from '../../core/index.ts';
import type { JobQueue } from '../../jobs/index.ts';
import { ring } from '../control.ts';
import { applyOutcomes, type DeliveryOutcome } from '../ledger.store.ts';
import { idsRejected, idsSimulated, idsUnknown } from './unknown.store.ts';

type Deps = { db: Database; clock: Clock; queue: JobQueue };

/** Has every unknown delivery of an edition sent again: some readers may get a second copy. Returns how many. */
export const resendUnknown = async (deps: Deps, edition: EditionNumber) =>
  again(deps, edition, await idsUnknown(deps.db, { edition }));

/** Has what SES refused sent again, for when its cause is mended. Returns how many. */
export const resendRejected = async (deps: Deps, edition: EditionNumber) =>
  again(deps, edition, await idsRejected(deps.db, edition));

/**
 * Has everything that went to a simulator sent again, through what the installation sends with now. Returns how many.
 * What the simulator said of those mails, their MessageIds included, is forgotten.
 */
export async function replanSimulated(deps: Deps, edition: EditionNumber): Promise<number> {
  const ids = await idsSimulated(deps.db, edition);
  const outcomes = ids.map((id): DeliveryOutcome => ({ id, event: { type: 'replan' } }));
  const changes = await applyOutcomes(deps.db, outcomes, deps.clock.now());
  await ring(deps, edition);
  return changes.length;
}

async function again(deps: Deps, edition: EditionNumber, ids: readonly DeliveryId[]): Promise<number> {
  const outcomes = ids.map((id): DeliveryOutcome => ({ id, event: { type: 'resend' } }));
  const changes = await applyOutcomes(deps.db, outcomes, deps.clock.now());
  await ring(deps, edition);
  return changes.length;
}

/** Gives up on the unknown ones: they count as skipped, unless SES still reports them. Returns how many. */
export async function closeUnknown(deps: Deps, edition: EditionNumber): Promise<number> {
  const ids = await idsUnknown(deps.db, { edition });
  const outcomes = ids.map(
    (id): DeliveryOutcome => ({ id, event: { type: 'close', reason: reason('closed') } }),
  );
  const changes = await applyOutcomes(deps.db, outcomes, deps.clock.now());
  await ring(deps, edition);
  return changes.length;
}
