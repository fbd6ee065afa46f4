import type { Db, EditionNumber } from '../core/index.ts';
import { updateEdition } from './store.ts';

/** Its sending may begin at once, once it is approved: somebody has asked for it. */
export const sendFrom = (db: Db, number: EditionNumber, at: Date): Promise<void> =>
  updateEdition(db, number, { send_at: at });

/** It waits until somebody says when it is sent. */
export const unscheduleEdition = (db: Db, number: EditionNumber): Promise<void> =>
  updateEdition(db, number, { send_at: null });

/** Its sending may begin at `at`, once it is approved, unless a time was set before. */
export async function scheduleEdition(db: Db, number: EditionNumber, at: Date): Promise<void> {
  await db
    .updateTable('editions')
    .set({ send_at: at })
    .where('number', '=', number)
    .where('send_at', 'is', null)
    .execute();
}
