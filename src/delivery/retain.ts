import { type Clock, DAY_MS, type Database, inSlices } from '../core/index.ts';
import { deleteOldEvents, deleteOldNotices } from './retain.store.ts';

const BATCH = 200;

/** Removes Amazon's events, and the record of single mails, that are older than so many days. Safe to run as often as one likes. */
export async function retainMail(
  { db, clock }: { db: Database; clock: Clock },
  days: number,
  signal?: AbortSignal,
): Promise<{ events: number; notices: number }> {
  const before = new Date(clock.now().getTime() - days * DAY_MS);
  const slice = { before, limit: BATCH };
  return {
    events: await inSlices(BATCH, signal, () => deleteOldEvents(db, slice)),
    notices: await inSlices(BATCH, signal, () => deleteOldNotices(db, slice)),
  };
}
