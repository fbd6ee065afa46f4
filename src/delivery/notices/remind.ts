import type { Clock, Db, EditionNumber, EmailAddress } from '../../core/index.ts';
import type { NoticeParams } from '../../core/notices.ts';
import { type JobQueue, sendNoticeJob } from '../../jobs/index.ts';
import { insertReminder, lastAsked } from './remind.store.ts';

/** Who is told; `link` is that of their mail, `askedBy` the name of who of the desk asks them. */
export type ToTell = {
  to: EmailAddress;
  link?: number;
  askedBy?: string;
  /** When somebody, or the flow, had their link made; when they were told and reminded last, as the link has it. */
  asked?: Date;
  told?: Date | null;
  reminded?: Date | null;
  /** Since when whoever they stand in for has not answered. */
  since?: Date;
};

export type Waiting = {
  edition: EditionNumber;
  title: string;
  since: Date;
  to: readonly ToTell[];
  /** Hours after which who has not answered is reminded. */
  remindAfterHours: number;
};

const HOUR_MS = 3_600_000;

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

/** Tells who was asked and has not answered when it is to be sent: one reminder more. The ids of the mails, to be rung for once it is committed. */
export async function remindOfDate(
  tx: Db,
  to: readonly ToTell[],
  { edition, title, sendAt, at }: { edition: EditionNumber; title: string; sendAt: Date; at: Date },
): Promise<number[]> {
  const ids: number[] = [];
  for (const one of to) {
    const since = (one.told ?? one.asked ?? at).toISOString();
    const said = { edition, title, waitingSince: since, sendAt: sendAt.toISOString(), reminder: true };
    const askedBy = one.askedBy ? { askedBy: one.askedBy } : {};
    const params = { ...said, ...askedBy, ...linkOf(one) };
    ids.push(await insertReminder(tx, { kind: 'approval-reminder', to: one.to, params, now: at }));
  }
  return ids;
}

export type AskedNow = { notices: number[]; told: number[]; reminded: number[] };

/**
 * Asks each approver once, and reminds once whoever has not answered for so long. Call it as often as you like, in a transaction that
 * holds the edition. Returns the mails, to be rung for once it is committed, and the links of who was asked and who was reminded.
 */
export async function remindApprovers(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  { edition, title, since, to, remindAfterHours }: Waiting,
): Promise<AskedNow> {
  const now = clock.now();
  const done: AskedNow = { notices: [], told: [], reminded: [] };
  for (const one of to) {
    const last = latest(one, await lastAsked(db, edition, one));
    const next = nextTelling(last, { now, remindAfterHours });
    if (next === undefined) continue;
    const { askedBy, link } = one;
    const reminder = next === 'reminded';
    const params = {
      edition,
      title,
      waitingSince: ((reminder ? last.told : one.since) ?? since).toISOString(),
      ...(askedBy ? { askedBy } : {}),
      ...(reminder ? { reminder } : {}),
      ...linkOf(one),
    };
    done.notices.push(await insertReminder(db, { kind: 'approval-reminder', to: one.to, params, now }));
    if (link !== undefined) done[next].push(link);
  }
  return done;
}

type Last = { told: Date | null; reminded: Date | null };

/** Of the link and of the mails that are kept, the later one: a process of the version before writes mails alone. */
const latest = ({ told = null, reminded = null }: ToTell, mails: Last): Last => ({
  told: later(told, mails.told),
  reminded: later(reminded, mails.reminded),
});

const later = (one: Date | null, other: Date | null): Date | null =>
  one && other ? (one > other ? one : other) : (one ?? other);

/** What is due: to be asked, or once after that to be reminded. Hours are those of the calendar. */
export function nextTelling(
  { told, reminded }: Last,
  { now, remindAfterHours }: { now: Date; remindAfterHours: number },
): 'told' | 'reminded' | undefined {
  if (told === null) return 'told';
  if (reminded !== null && reminded >= told) return undefined;
  return now.getTime() - told.getTime() >= remindAfterHours * HOUR_MS ? 'reminded' : undefined;
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
