import type { Db, SubscriberId } from '../src/core/index.ts';

/** Whether a reader's mail has gone to another address since then; for a time that is not known, whether it ever has. */
export async function hasMovedSince(db: Db, id: SubscriberId, at: Date | null): Promise<boolean> {
  const moved = await db
    .selectFrom('consents')
    .select('id')
    .where('subscriber_id', '=', id)
    .where('event', '=', 'address changed')
    .$if(at !== null, (query) => query.where('at', '>=', at as Date))
    .limit(1)
    .executeTakeFirst();
  return moved !== undefined;
}
