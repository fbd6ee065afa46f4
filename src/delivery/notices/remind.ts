import type { Clock, Db, EditionNumber, EmailAddress } from '../../core/index.ts';
import type { NoticeParams } from '../../core/notices.ts';
import { type JobQueue, sendNoticeJob } from '../../jobs/index.ts';
import { insertReminder, lastReminder } from './remind.store.ts';

/** Who is told; `link` is that of their mail, `askedBy` the name of who of the desk asks them. */
export type ToTell = { to: EmailAddress; link?: number; askedBy?: string };

export type Waiting = {
  edition: EditionNumber;
  title: string;
  since: Date;
  to: readonly ToTell[];
  /** Hours between one reminder and the next; the first goes at once. */
  everyHours: number;
};

/** Without a link they are told which command to type. */
const linkOf = ({ link }: ToTell) => (link === undefined ? {} : { link });

type Deps = { db: Db; clock: Clock; queue: JobQueue };

/** Tells whoever approved an edition, or may, that it was changed since. */
export async function announceVoid(
  { db, clock, queue }: Deps,
  to: readonly ToTell[],
  params: NoticeParams<'approval-void'>,
): Promise<void> {
  for (const one of to) {
    const mail = { to: one.to, params: { ...params, ...linkOf(one) }, now: clock.now() };
    await queue.enqueue(sendNoticeJob, {
      noticeId: await insertReminder(db, { kind: 'approval-void', ...mail }),
    });
  }
}

/** Tells the approvers what has changed since they were asked; the ids of the mails, to be rung for once it is committed. */
export async function remindOfChanges(
  tx: Db,
  to: readonly ToTell[],
  { params, at }: { params: NoticeParams<'approval-reminder'>; at: Date },
): Promise<number[]> {
  const ids: number[] = [];
  for (const one of to) {
    const mail = { to: one.to, params: { ...params, ...linkOf(one) }, now: at };
    ids.push(await insertReminder(tx, { kind: 'approval-reminder', ...mail }));
  }
  return ids;
}

/**
 * Tells the approvers that an edition waits for them, each at once and again until somebody approves: the flow never times out
 * silently. Call it as often as you like, under the run's lock. Returns how many mails were queued.
 */
export async function remindApprovers(
  { db, clock, queue }: Deps,
  { edition, title, since, to, everyHours }: Waiting,
): Promise<number> {
  const now = clock.now();
  let queued = 0;
  for (const one of to) {
    const last = await lastReminder(db, edition, one);
    if (last && now.getTime() - last.getTime() < everyHours * 3_600_000) continue;
    const { askedBy } = one;
    const params = {
      edition,
      title,
      waitingSince: since.toISOString(),
      ...(askedBy ? { askedBy } : {}),
      ...linkOf(one),
    };
    const noticeId = await insertReminder(db, { kind: 'approval-reminder', to: one.to, params, now });
    await queue.enqueue(sendNoticeJob, { noticeId });
    queued += 1;
  }
  return queued;
}

/** Tells whoever asked for an approval what became of it; the ids of the mails, to be rung for once it is committed. */
export async function tellAskers(
  tx: Db,
  to: readonly EmailAddress[],
  { params, at }: { params: NoticeParams<'approval-news'>; at: Date },
): Promise<number[]> {
  const ids: number[] = [];
  for (const address of to)
    ids.push(await insertReminder(tx, { kind: 'approval-news', to: address, params, now: at }));
  return ids;
}
