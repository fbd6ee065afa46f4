import type { Db, EmailAddress, Notice, NoticeKind, SubscriberId } from '../src/core/index.ts';
import { sendNotice } from '../src/jobs/index.ts';
import { insertNotice, insertUnsentNotice, type NoticeTo, noticesSince } from './notices.store.ts';
import { DAY_MS, type ReaderDeps } from './reader.ts';

/** Mails that anybody can cause by typing somebody else's address into a form. */
const ASKED_FOR_BY_A_FORM: ReadonlySet<NoticeKind> = new Set([
  'confirm-subscription',
  'already-subscribed',
  'preferences-link',
  'address-change-confirm',
]);
/** However many forms are sent, one mailbox gets no more of those in a day. */
const A_DAY = 5;

/** Where a verb puts the mails that it causes. */
export type Post = {
  send(to: NoticeTo, notice: Notice): Promise<void>;
  /** Whether a mailbox has had its share of today: then a verb must not replace the link that was mailed last. */
  isFull(address: EmailAddress): Promise<boolean>;
  /** Does the work of sending without sending. */
  withhold(kind: NoticeKind, id: SubscriberId | null, reason: string): Promise<void>;
};

/**
 * Runs `work` in one transaction and rings for its mails once it is committed. A bell that fails is no failure: the row
 * is the truth, and the sweeper rings for every queued notice.
 */
export async function transact<T>(
  deps: Pick<ReaderDeps, 'db' | 'clock' | 'queue'>,
  work: (db: Db, post: Post) => Promise<T>,
): Promise<T> {
  const ring: number[] = [];
  const result = await deps.db.transaction().execute((db) => work(db, postOf(db, deps.clock.now(), ring)));
  for (const noticeId of ring) {
    await deps.queue.enqueue(sendNotice, { noticeId }).catch(() => undefined);
  }
  return result;
}

function postOf(db: Db, at: Date, ring: number[]): Post {
  const withhold: Post['withhold'] = async (kind, id, reason) => {
    ring.push(await insertUnsentNotice(db, { kind, id, reason, at }));
  };
  const isFull: Post['isFull'] = async (address) =>
    (await noticesSince(db, address, new Date(at.getTime() - DAY_MS))) >= A_DAY;
  return {
    withhold,
    isFull,
    async send(to, notice) {
      if (ASKED_FOR_BY_A_FORM.has(notice.kind) && (await isFull(to.address))) {
        return withhold(notice.kind, to.id, 'enough mail for one day');
      }
      ring.push(await insertNotice(db, to, { ...notice, at }));
    },
  };
}
