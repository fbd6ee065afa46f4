import type { Clock, Db, EditionNumber, EmailAddress } from '../../core/index.ts';
import type { NoticeParams } from '../../core/notices.ts';
import { type JobQueue, sendNoticeJob } from '../../jobs/index.ts';
import { insertReminder, lastReminder } from './remind.store.ts';

export type Waiting = {
  edition: EditionNumber;
  title: string;
  since: Date;
  to: readonly EmailAddress[];
  /** Hours between one reminder and the next; the first goes at once. */
  everyHours: number;
};

/** Tells whoever approved an edition that it was changed since. */
export async function announceVoid(
  deps: { db: Db; clock: Clock; queue: JobQueue },
  to: readonly EmailAddress[],
  params: NoticeParams<'approval-void'>,
): Promise<void> {
  for (const address of to) {
    const reminder = { kind: 'approval-void', to: address, params, now: deps.clock.now() } as const;
    await deps.queue.enqueue(sendNoticeJob, { noticeId: await insertReminder(deps.db, reminder) });
  }
}

/** Tells the approvers what has changed since they were asked; the ids of the mails, to be rung for once it is committed. */
export async function remindOfChanges(
  tx: Db,
  to: readonly EmailAddress[],
  { params, at }: { params: NoticeParams<'approval-reminder'>; at: Date },
): Promise<number[]> {
  const ids: number[] = [];
  for (const address of to)
    ids.push(await insertReminder(tx, { kind: 'approval-reminder', to: address, params, now: at }));
  return ids;
}

/**
 * Tells the approvers that an edition waits for them, and again until somebody approves: the flow never times out
 * silently. Call it as often as you like, under the run's lock. Returns how many mails were queued.
 */
export async function remindApprovers(
  deps: { db: Db; clock: Clock; queue: JobQueue },
  { edition, title, since, to, everyHours }: Waiting,
): Promise<number> {
  const now = deps.clock.now();
  const last = await lastReminder(deps.db, edition);
  if (last && now.getTime() - last.getTime() < everyHours * 3_600_000) return 0;
  const params = { edition, title, waitingSince: since.toISOString() };
  for (const address of to) {
    const noticeId = await insertReminder(deps.db, { kind: 'approval-reminder', to: address, params, now });
    await deps.queue.enqueue(sendNoticeJob, { noticeId });
  }
  return to.length;
}
