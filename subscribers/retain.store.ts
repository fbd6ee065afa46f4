import type { Db } from '../src/core/index.ts';
import type { SubscriberRow } from './store.ts';

type Slice = { before: Date; limit: number };

/** Rows whose address is past its time, oldest first; those that somebody works on are left for the next round. */
export async function lockExpired(
  db: Db,
  why: 'left' | 'unconfirmed',
  slice: Slice,
): Promise<SubscriberRow[]> {
  const rows = db.selectFrom('subscribers').selectAll().where('email', 'is not', null);
  const expired =
    why === 'left'
      ? rows
          .where('left_at', '<=', slice.before)
          .where('state', 'in', ['unsubscribed', 'suppressed'])
          .orderBy('left_at')
      : rows.where('updated_at', '<=', slice.before).where('state', '=', 'pending').orderBy('updated_at');
  return expired.limit(slice.limit).forUpdate().skipLocked().execute();
}
