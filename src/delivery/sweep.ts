import type { Clock, Database, EditionNumber, Log } from '../core/index.ts';
import { applyEventsJob, type JobQueue, sendBatchJob, sendNoticeJob, sendTellingJob } from '../jobs/index.ts';
import { endedHolds, skipPlanned, timedHolds } from './control.store.ts';
import { ring } from './control.ts';
import { eventsWait } from './feedback/events.store.ts';
import { settleByEvidence } from './feedback/settle-by-evidence.ts';
import type { Mailer } from './mailer.ts';
import { loseNotices, requeueUnknown, waitingNotices } from './notices/notice.store.ts';
import { openTellings } from './notices/tell.store.ts';
import { applyOutcomes } from './outcomes.store.ts';
import { readQuota } from './pace/pace.store.ts';
import { refreshQuota } from './pace/quota.ts';
import type { RunControl } from './run-control.ts';
import { endLeases } from './send/lease.store.ts';
import { forgetSettled } from './send/open.store.ts';
import { openRampStages } from './send/ramp-stage.ts';
import { idsUnknown } from './send/unknown.store.ts';
import { cancelledLeftovers, unfinishedEditions } from './sweep.store.ts';

/** What to do with mails of which nobody can say whether SES took them, once no event has settled them for a while. */
export type UnknownPolicy =
  | { policy: 'hold' }
  | { policy: 'evidence' }
  | { policy: 'resend'; afterMinutes: number };

export type SweepDeps = {
  db: Database;
  clock: Clock;
  queue: JobQueue;
  log: Log;
  mailer: Mailer;
  runs: RunControl;
  /** Lets a run go on whose hold has ended by itself. */
  resume(edition: EditionNumber): Promise<void>;
  unknown: UnknownPolicy;
};

/** A notice's call ends within its time-out of 12 s; a bell is heard within a second. */
const CALL_LOST_MS = 60_000;
const BELL_LOST_MS = 20_000;

/** Finds what was left lying by workers and bells that died, and sets it going again. Safe to run at any time. */
export async function sweepDeliveries(deps: SweepDeps): Promise<void> {
  const { db, clock, queue, log } = deps;
  const ended = await endLeases(db, clock.now());
  if (ended.leases > 0) log.warn(ended, 'a worker died: its lease has ended');
  await forgetSettled(db);
  await sweepUnknown(deps);
  await sweepHolds(deps);
  for (const edition of await openRampStages(deps)) await ring(deps, edition);
  for (const edition of await cancelledLeftovers(db)) await skipPlanned(db, edition, clock.now());
  for (const { edition, beingSent } of await unfinishedEditions(db)) {
    // Each worker that starts calls the next; where one is at it, a bell a minute makes up for a lost one.
    const minute = Math.floor(clock.now().getTime() / 60_000);
    await queue.enqueue(sendBatchJob, { edition }, beingSent ? { key: `send-${edition}-${minute}` } : {});
  }
  await sweepNotices(deps);
  for (const tellingId of await openTellings(db))
    await queue.enqueue(sendTellingJob, { tellingId }, { key: `telling-${tellingId}` });
  if (await eventsWait(db, clock.now())) await queue.enqueue(applyEventsJob, {}, { key: 'apply-events' });
}

const minutesAgo = (clock: Clock, minutes: number) => new Date(clock.now().getTime() - minutes * 60_000);

async function sweepUnknown(deps: SweepDeps): Promise<void> {
  const { db, clock, unknown } = deps;
  if (unknown.policy === 'evidence') return settleByEvidence(deps);
  if (unknown.policy === 'hold') return;
  const before = minutesAgo(clock, unknown.afterMinutes);
  const ids = await idsUnknown(db, { before });
  await applyOutcomes(
    db,
    ids.map((id) => ({ id, event: { type: 'resend' } })),
    clock.now(),
  );
  await requeueUnknown(db, { before, now: clock.now() });
}

/** A hold for the daily quota ends at its time, or earlier when SES says that there is room. */
async function sweepHolds(deps: SweepDeps): Promise<void> {
  const due = new Set(await endedHolds(deps.db, deps.clock.now()));
  const timed = await timedHolds(deps.db);
  if (timed.length > 0 && (await dayHasRoom(deps))) for (const edition of timed) due.add(edition);
  for (const edition of due) await goOn(deps, edition);
}

async function dayHasRoom(deps: SweepDeps): Promise<boolean> {
  await refreshQuota(deps, 5);
  const quota = await readQuota(deps.db);
  return quota !== undefined && quota.sentToday < quota.perDay;
}

/** Somebody may have cancelled it at the same moment; then there is nothing to go on with. */
const goOn = (deps: SweepDeps, edition: EditionNumber) =>
  deps
    .resume(edition)
    .catch((error) => deps.log.info({ edition, error: String(error) }, 'a hold was ended already'));

async function sweepNotices({ db, clock, queue }: SweepDeps): Promise<void> {
  const now = clock.now();
  await loseNotices(db, { before: new Date(now.getTime() - CALL_LOST_MS), now });
  for (const noticeId of await waitingNotices(db, { before: new Date(now.getTime() - BELL_LOST_MS), now })) {
    await queue.enqueue(sendNoticeJob, { noticeId }, { key: `notice-${noticeId}` });
  }
}
