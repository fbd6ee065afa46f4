import type { Clock, Database } from '../core/index.ts';
import { advanceRunJob, type JobQueue } from '../jobs/index.ts';
import { insertSmallRun, type SmallFlow } from './new-run.store.ts';
import { startsAt } from './switch.ts';

/** A small flow, and when it is due. */
export type Recurring = {
  flow: SmallFlow;
  /** The latest slot that has come and for which there is something to do; undefined when there is none. */
  dueSlot(now: Date): Promise<Date | undefined>;
};

/**
 * Starts a run for the slot of a small flow that has come, unless it has one. Called by its recurrence and by the sweeper: a slot missed
 * while all was down starts late, once.
 */
export async function startDueFlow(
  { db, clock, queue }: { db: Database; clock: Clock; queue: JobQueue },
  { flow, dueSlot }: Recurring,
): Promise<void> {
  const now = clock.now();
  const slot = await dueSlot(now);
  if (!slot || !(await startsAt(db, flow, slot))) return;
  const id = await db.transaction().execute((tx) => insertSmallRun(tx, { flow, slot, now }));
  if (id !== null) await queue.enqueue(advanceRunJob, { runId: id });
}
