import type { Db, EditionNumber } from '../core/index.ts';
import { remindApprovers, remindOfChanges } from '../delivery/index.ts';
import { isFrozen, loadEdition, lockEdition, markTold } from '../editions/index.ts';
import { sendNoticeJob } from '../jobs/index.ts';
import type { App } from './app.ts';
import { type AskedApprover, askedApprovers, linksAmong, sentBackAt } from './asking.ts';
import { askDeputies } from './deputies.ts';

/**
 * Asks whoever is to approve an edition that waits, reminds who has not answered, and asks their deputies. The edition is held meanwhile, so that nobody is
 * written to of what has just been approved, and two processes write once. Says how many deputies are asked beside those.
 */
export async function remind(app: App, edition: EditionNumber): Promise<{ deputies: number }> {
  const { notices, deputies } = await app.db.transaction().execute((tx) => remindIn(app, tx, edition));
  for (const noticeId of notices) await app.queue.enqueue(sendNoticeJob, { noticeId });
  return { deputies };
}

type Reminded = { notices: number[]; deputies: number };

async function remindIn(app: App, tx: Db, number: EditionNumber): Promise<Reminded> {
  const edition = await lockEdition(tx, number);
  if (!edition || isFrozen(edition.state)) return { notices: [], deputies: 0 };
  const deps = { ...app, db: tx };
  const waited = await whoIsWaitedFor(deps, number);
  const to = [...waited, ...(await askDeputies(deps, number, waited))];
  const now = app.clock.now();
  const { notices, told, reminded } = await remindApprovers(deps, {
    edition: number,
    title: edition.title,
    since: edition.assembled_at ?? now,
    to,
    remindAfterHours: app.config.approvalReminderHours,
  });
  await markTold(tx, told, { told_at: now });
  await markTold(tx, reminded, { reminded_at: now });
  const before = waited.filter(({ deputyFor }) => deputyFor !== undefined).length;
  return { notices, deputies: before + to.length - waited.length };
}

/** Everybody who is asked; once it was sent back, those alone whom somebody asked after that. */
export async function whoIsWaitedFor(
  deps: Parameters<typeof askedApprovers>[0],
  edition: EditionNumber,
): Promise<AskedApprover[]> {
  const back = await sentBackAt(deps, edition);
  const to = await askedApprovers(deps, edition);
  return back ? to.filter(({ asked }) => asked !== undefined && asked > back) : to;
}

/** Tells those who were asked what has changed since: they are asked anew. In the caller's transaction; the mails, to be rung for. */
export async function tellChanged(
  app: App,
  tx: Db,
  { edition, changes }: { edition: EditionNumber; changes: string[] },
): Promise<number[]> {
  const { title } = await loadEdition(tx, edition);
  const to = await askedApprovers({ ...app, db: tx }, edition);
  const at = app.clock.now();
  const params = { edition, title, waitingSince: at.toISOString(), changes };
  await markTold(tx, linksAmong(to), { told_at: at });
  return remindOfChanges(tx, to, { params, at });
}
