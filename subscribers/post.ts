import {
  DAY_MS,
  type Db,
  type EmailAddress,
  type Notice,
  type NoticeKind,
  type SubscriberId,
} from '../src/core/index.ts';
import { sendNoticeJob } from '../src/jobs/index.ts';
import type { Elsewhere, NoticeTo } from './elsewhere.ts';
import type { ReaderDeps } from './reader.ts';

/** Mails that anybody can cause by typing somebody else's address into a form. */
const ASKED_FOR_BY_A_FORM: ReadonlySet<NoticeKind> = new Set([
  'confirm-subscription',
  'already-subscribed',
  'preferences-link',
  'address-change-confirm',
]);
/** However many forms are sent, one mailbox gets no more of those in a day. */
const A_DAY = 5;
/**
 * Lost links are counted apart, so that nobody can use up a reader's by signing the address up. When they are, the
 * mailbox holds as many working links of that day.
 */
const LOST_LINKS_A_DAY = 10;

/** Where a verb puts the mails that it causes. */
export type Post = {
  /** @param due when it may leave; unset = at once */
  send(to: NoticeTo, notice: Notice, due?: Date): Promise<void>;
  /** Whether a mailbox has had its share of today: then a verb must not replace the link that was mailed last. */
  isFull(address: EmailAddress, kind?: NoticeKind): Promise<boolean>;
  /** Does the work of sending without sending. */
  withhold(kind: NoticeKind, id: SubscriberId | null, reason: string): Promise<void>;
};

/**
 * Runs `work` in one transaction and rings for its mails once it is committed. A bell that fails is no failure: the row
 * is the truth, and the sweeper rings for every queued notice.
 */
export async function transact<T>(
  deps: Pick<ReaderDeps, 'db' | 'clock' | 'queue' | 'elsewhere'>,
  work: (db: Db, post: Post) => Promise<T>,
): Promise<T> {
  const ring: Bell[] = [];
  const now = deps.clock.now();
  const result = await deps.db
    .transaction()
    .execute((db) => work(db, postOf({ tx: db, at: now, ...deps.elsewhere }, ring)));
  for (const { noticeId, due } of ring) {
    const delayMs = due ? due.getTime() - now.getTime() : 0;
    await deps.queue
      .enqueue(sendNoticeJob, { noticeId }, delayMs > 0 ? { delayMs } : {})
      .catch(() => undefined);
  }
  return result;
}

type Bell = { noticeId: number; due?: Date | undefined };

function postOf(
  { tx, at, postNotice, withholdNotice, countNotices }: Elsewhere & { tx: Db; at: Date },
  ring: Bell[],
): Post {
  const withhold: Post['withhold'] = async (kind, id, reason) => {
    ring.push({ noticeId: await withholdNotice(tx, { kind, id, reason, at }) });
  };
  const since = new Date(at.getTime() - DAY_MS);
  const isFull: Post['isFull'] = async (address, kind) => {
    const lostLinks = kind === 'preferences-link';
    const sent = await countNotices(tx, { address, since, lostLinks });
    return sent >= (lostLinks ? LOST_LINKS_A_DAY : A_DAY);
  };
  return {
    withhold,
    isFull,
    async send(to, notice, due) {
      if (ASKED_FOR_BY_A_FORM.has(notice.kind) && (await isFull(to.address, notice.kind))) {
        return withhold(notice.kind, to.id, 'enough mail for one day');
      }
      ring.push({ noticeId: await postNotice(tx, to, { ...notice, at, due }), due });
    },
  };
}
