import type { Db, EmailAddress } from '../../core/index.ts';
import type { RecalledNotice } from '../../journal/index.ts';
import { selectQueued, writeNoticeRecall } from './notices.store.ts';
import type { RecallDeps } from './recall.ts';

/** Single mails that went out already go no more; their number counts only with their mailbox. Returns how many. */
export async function recallNotices(
  db: Db,
  { clock, mailboxes }: RecallDeps,
  notices: ReadonlyMap<number, RecalledNotice>,
): Promise<number> {
  let changed = 0;
  for (const { id, email } of await selectQueued(db, [...notices.keys()])) {
    const notice = notices.get(id);
    if (!notice || !mailboxes(email as EmailAddress).includes(notice.mailbox)) continue;
    await writeNoticeRecall(db, notice, clock.now());
    changed += 1;
  }
  return changed;
}
