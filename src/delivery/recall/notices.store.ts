import { sql } from 'kysely';
import { type Db, reason, reasonColumns } from '../../core/index.ts';
import type { RecalledNotice } from '../../journal/index.ts';

/** Single mails that the database would still send, with the mailbox that they are for. */
export async function selectQueued(db: Db, ids: readonly number[]): Promise<{ id: number; email: string }[]> {
  const { rows } = await sql<{ id: number; email: string }>`
    SELECT n.id, coalesce(n.to_address, s.email) AS email FROM notices n LEFT JOIN subscribers s ON s.id = n.subscriber_id
    WHERE n.id = ANY(${[...ids]}::bigint[]) AND n.state IN ('queued', 'calling') AND coalesce(n.to_address, s.email) IS NOT NULL`.execute(
    db,
  );
  return rows;
}

export async function writeNoticeRecall(
  db: Db,
  { id, state, messageId }: RecalledNotice,
  now: Date,
): Promise<void> {
  const to = state === 'unsent' ? 'queued' : state;
  await db
    .updateTable('notices')
    .set({
      state: to,
      ...reasonColumns(to === 'unknown' ? reason('worker-stopped') : null),
      updated_at: now,
      ...(messageId === null ? {} : { message_id: messageId }),
    })
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'calling'])
    .execute();
}
