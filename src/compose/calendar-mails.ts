import {
  type CalendarEntry,
  type CallKind,
  calendarBetween,
  callDue,
  pleaseApproveAt,
  reckoningOf,
  takeTelling,
  wasTold,
} from '../calendar/index.ts';
import { unfinishedStories } from '../contributors/index.ts';
import { DAY_MS, type Db, type EditionNumber, parseEmailAddress } from '../core/index.ts';
import { postStoryNotice, remindOfDate } from '../delivery/index.ts';
import { approvalsAsked, loadEdition, lockEdition, unapprovedToBeSent } from '../editions/index.ts';
import { switchOf } from '../flows/index.ts';
import { sendNoticeJob } from '../jobs/index.ts';
import type { App } from './app.ts';
import { calendarReading } from './calendar.ts';
import { whoIsWaitedFor } from './reminding.ts';

/** The earliest call is so long before its send date at most: 28 days, 65 working days and the bank holidays among them. */
const AHEAD_MS = 160 * DAY_MS;

/**
 * Tells contributors of copy deadlines that come near, and approvers of send dates: each once for each date. For the sweeper; what is due
 * is seen from the dates alone, and what was missed is not made up for.
 */
export async function tellOfDates(app: App): Promise<void> {
  const { config } = app;
  if (config.sending === 'off' || config.calendarMails === 'off') return;
  await tellContributors(app);
  if (config.approval === 'required') await askToApprove(app);
}

async function tellContributors(app: App): Promise<void> {
  const { db, clock } = app;
  const paused = await switchOf(db, 'edition');
  if (paused && !paused.isOn) return;
  const now = clock.now();
  const to = new Date(now.getTime() + AHEAD_MS);
  for (const entry of await calendarBetween(calendarReading(app), { from: now, to })) {
    const kind = entry.state === 'planned' ? callDue(entry.dates, now) : undefined;
    if (kind) await ringFor(app, await tellOf(app, entry, kind));
  }
}

function tellOf(app: App, { slot, dates }: CalendarEntry, kind: CallKind): Promise<number[]> {
  const { db, clock, config } = app;
  const at = clock.now();
  const about = { kind, slot, of_date: dates.copyDeadline };
  return db.transaction().execute(async (tx) => {
    if (await wasTold(tx, about)) return [];
    // A call is for whoever is on the list; who has begun a story is reminded of it.
    const stories = kind === 'call' ? [] : await unfinishedStories(tx);
    const listed = config.contributorEmails;
    const people = listed.length + stories.length;
    if (people === 0 || !(await takeTelling(tx, { ...about, people, at }))) return [];
    const deadline = dates.copyDeadline.toISOString();
    const call = { deadline, sendAt: dates.send.toISOString(), reminder: kind !== 'call' };
    const ids: number[] = [];
    for (const to of listed)
      ids.push(await postStoryNotice(tx, { kind: 'call-for-articles', to, params: call, at }));
    for (const { id: contribution, email } of stories) {
      const params = { contribution, deadline };
      ids.push(await postStoryNotice(tx, { kind: 'story-link', to: parseEmailAddress(email), params, at }));
    }
    return ids;
  });
}

/**
 * They are asked as soon as the edition is whole, and again five working days before it is sent: who was asked before and has not
 * answered.
 */
async function askToApprove(app: App): Promise<void> {
  const { db, clock, config } = app;
  const now = clock.now();
  const waiting = await unapprovedToBeSent(db, now);
  if (waiting.length === 0) return;
  const reckoning = await reckoningOf(db, config);
  const asked = await approvalsAsked(db);
  for (const { number, sendAt } of waiting) {
    const from = pleaseApproveAt(sendAt, reckoning);
    const last = asked.get(number);
    if (from > now || !last || last >= from) continue;
    await ringFor(app, await askAgain(app, number, { sendAt, from }));
  }
}

type Near = { sendAt: Date; from: Date };

function askAgain(app: App, number: EditionNumber, { sendAt, from }: Near): Promise<number[]> {
  return app.db.transaction().execute(async (tx) => {
    await lockEdition(tx, number);
    const { send_at } = await loadEdition(tx, number);
    if (send_at?.getTime() !== sendAt.getTime()) return [];
    const to = (await waitedForIn(app, tx, number)).filter(({ told }) => told == null || told < from);
    const at = app.clock.now();
    const about = { kind: 'please-approve', edition_number: number, of_date: sendAt } as const;
    if (to.length === 0 || !(await takeTelling(tx, { ...about, people: to.length, at }))) return [];
    const { title } = await loadEdition(tx, number);
    return remindOfDate(tx, to, { edition: number, title, sendAt, at });
  });
}

const waitedForIn = (app: App, tx: Db, number: EditionNumber) => whoIsWaitedFor({ ...app, db: tx }, number);

async function ringFor({ queue }: App, notices: readonly number[]): Promise<void> {
  for (const noticeId of notices) await queue.enqueue(sendNoticeJob, { noticeId });
}
