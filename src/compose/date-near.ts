import { calledAs } from '../access/index.ts';
import { reckoningOf, workingDaysBack } from '../calendar/index.ts';
import { actorName, type Db, type EditionNumber } from '../core/index.ts';
import { tellAskers } from '../delivery/index.ts';
import { type ApprovalLink, selectLinks, takeWarning, unapprovedWithDate } from '../editions/index.ts';
import { sendNoticeJob } from '../jobs/index.ts';
import { alarmAddresses } from './alarm-ways.ts';
import type { App } from './app.ts';

/**
 * Tells the operators one working day before an edition is to be sent that nobody has approved it: once for each date, who hears of alarms.
 * For the sweeper; what is due is seen from the date alone, so that a day on which no worker lived only makes it later.
 */
export async function warnBeforeDates(app: App): Promise<void> {
  const { db, clock, config, queue } = app;
  if (config.approval === 'none') return;
  const now = clock.now();
  const waiting = await unapprovedWithDate(db, now);
  if (waiting.length === 0) return;
  const reckoning = await reckoningOf(db, config);
  for (const one of waiting) {
    if (workingDaysBack(one.sendAt, 1, reckoning) > now) continue;
    const notices = await db.transaction().execute(async (tx) => {
      if (!(await takeWarning(tx, one))) return [];
      const { number: edition, title, sendAt } = one;
      const params = { edition, title, news: 'date-near' as const, sendAt: sendAt.toISOString() };
      return tellAskers(tx, await alarmAddresses(app, tx), { params, at: now });
    });
    for (const noticeId of notices) await queue.enqueue(sendNoticeJob, { noticeId });
  }
}

/** Who is asked to approve an edition, and since when. */
export async function whoIsAsked(db: Db, edition: EditionNumber): Promise<{ who: string; since: string }[]> {
  const newest = new Map<string, { who: string; since: string }>();
  for (const link of await selectLinks(db, edition)) {
    const { revoked_at, email, email_key, name, asked_at, told_at } = link;
    if (email_key === null || email === null) continue;
    newest.delete(email_key);
    if (revoked_at !== null) continue;
    const who = `${name ?? email}${await byWhom(db, link)}`;
    newest.set(email_key, { who, since: (told_at ?? asked_at).toISOString() });
  }
  return [...newest.values()];
}

async function byWhom(db: Db, { asked_by, deputy_for }: ApprovalLink): Promise<string> {
  if (deputy_for !== null) return `, in the place of ${await calledAs(db, deputy_for)}`;
  return asked_by.kind === 'flow' ? '' : `, by ${actorName(asked_by)}`;
}
