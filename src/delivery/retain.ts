import { type Clock, DAY_MS, inSlices } from '../core/index.ts';
import { type FoldDeps, foldDeliveries } from './fold.ts';
import { deleteOldEvents, deleteOldNotices } from './retain.store.ts';

const BATCH = 200;

/**
 * Removes Amazon's events, and the record of single mails, that are older than so many days: of an edition's mails numbers
 * stay. Safe to run as often as one likes.
 */
export async function retainMail(
  { clock, ...deps }: FoldDeps & { clock: Clock },
  days: number,
  signal?: AbortSignal,
): Promise<{ deliveries: number; events: number; notices: number }> {
  const before = new Date(clock.now().getTime() - days * DAY_MS);
  const slice = { before, limit: BATCH };
  return {
    deliveries: await foldDeliveries(deps, before, signal),
    events: await inSlices(BATCH, signal, () => deleteOldEvents(deps.db, slice)),
    notices: await inSlices(BATCH, signal, () => deleteOldNotices(deps.db, slice)),
  };
}
