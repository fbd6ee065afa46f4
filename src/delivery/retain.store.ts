import type { Db } from '../core/index.ts';

type Slice = { before: Date; limit: number };

export async function deleteOldEvents(db: Db, slice: Slice): Promise<number> {
  const done = await db
    .deleteFrom('ses_events')
    .where('id', 'in', (old) =>
      old
        .selectFrom('ses_events')
        .select('id')
        .where('received_at', '<=', slice.before)
        .orderBy('received_at')
        .limit(slice.limit),
    )
    .executeTakeFirst();
  return Number(done.numDeletedRows);
}

export async function deleteOldNotices(db: Db, slice: Slice): Promise<number> {
  const done = await db
    .deleteFrom('notices')
    .where('id', 'in', (old) =>
      old
        .selectFrom('notices')
        .select('id')
        .where('created_at', '<=', slice.before)
        .where('state', 'not in', ['queued', 'calling'])
        .orderBy('id')
        .limit(slice.limit),
    )
    .executeTakeFirst();
  return Number(done.numDeletedRows);
}
