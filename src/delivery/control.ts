import {
  type Clock,
  type Database,
  type Db,
  type EditionNumber,
  inTransaction,
  type Reason,
  type RunId,
  reason,
} from '../core/index.ts';
import { advanceRunJob, type JobQueue, sendBatchJob } from '../jobs/index.ts';
import { dayFreesAt, runOf, setHeldUntil, skipPlanned } from './control.store.ts';
import { markStale } from './plan/plan.store.ts';
import type { RunControl } from './run-control.ts';

type Deps = { db: Database; queue: JobQueue };

/** What sending does in the transaction in which a person, or the flow, stops a run, lets it go on or ends it. */
export const sendingGate = {
  changed: (tx: Db, edition: EditionNumber) => setHeldUntil(tx, edition, null),
  async ended(tx: Db, edition: EditionNumber): Promise<void> {
    await setHeldUntil(tx, edition, null);
    await markStale(tx, edition);
  },
};

/** What a cancelled run has left is `skipped`. For the consequence; a run that took its place since keeps its readers. */
export async function skipUnsent(tx: Db, edition: EditionNumber, at: Date): Promise<void> {
  const run = await runOf(tx, edition);
  if (run?.state === 'cancelled') await skipPlanned(tx, edition, at);
}

type HoldDeps = { db: Db; clock: Clock; runs: RunControl };

/** Holds the run and says why; with `until` it goes on by itself. A run that is not open stays as it is. */
export async function holdRun(
  { db, clock, runs }: HoldDeps,
  edition: EditionNumber,
  hold: { reason: Reason; until?: Date },
): Promise<void> {
  await inTransaction(db, async (tx) => {
    if (await runs.hold(tx, edition, { reason: hold.reason, at: clock.now() }))
      await setHeldUntil(tx, edition, hold.until ?? null);
  });
}

const AN_HOUR_MS = 3_600_000;

/**
 * Holds the run until the day's quota frees: SES counts a rolling 24 hours, so that is when our oldest mail in it is a day
 * old; when others used the quota up, it is looked at again in an hour.
 */
export async function holdForQuota(deps: HoldDeps, edition: EditionNumber): Promise<void> {
  const { db, clock } = deps;
  const now = clock.now();
  const until = (await dayFreesAt(db, now)) ?? new Date(now.getTime() + AN_HOUR_MS);
  await holdRun(deps, edition, { reason: reason('daily-quota', { until: until.toISOString() }), until });
}

/** Tells the workers and the flow that there may be something to do. */
export async function ring({ db, queue }: Deps, edition: EditionNumber): Promise<void> {
  await queue.enqueue(sendBatchJob, { edition });
  const run = await runOf(db, edition);
  if (run) await queue.enqueue(advanceRunJob, { runId: run.id as RunId });
}
