import { type Clock, type Database, type Db, type EditionNumber, type Log, reason } from '../core/index.ts';
import { advanceRunJob, type JobQueue } from '../jobs/index.ts';
import { insertRun } from './new-run.store.ts';
import { noteSlot, takeSlot } from './slots.store.ts';
import { startsAt } from './switch.ts';

export type TriggerDeps = {
  db: Database;
  clock: Clock;
  queue: JobQueue;
  log: Log;
  /** The latest slot of the recurrence that has come; undefined when none has since the service was set up. */
  dueSlot(now: Date): Promise<Date | undefined>;
  nextEdition(): Promise<EditionNumber | undefined>;
  /** Its sending may begin at `at`, once it is approved, unless another time was set for it. */
  schedule(tx: Db, edition: EditionNumber, at: Date): Promise<void>;
};

/**
 * Starts a run for the next planned edition if a slot of the recurrence has come and nobody has taken it.
 * Called by the recurrence, at each worker's start and by the sweeper: a slot missed while all was down starts late, once.
 */
export async function startDue(deps: TriggerDeps): Promise<void> {
  const { db, clock, queue, log } = deps;
  const now = clock.now();
  const slot = await deps.dueSlot(now);
  if (!slot) return;
  const starts = await startsAt(db, 'edition', slot);
  const edition = starts ? await deps.nextEdition() : undefined;
  const started = await db.transaction().execute(async (tx) => {
    if (!(await takeSlot(tx, slot, now))) return null;
    if (!starts) {
      await noteSlot(tx, slot, reason('slot-off'));
      return null;
    }
    if (edition === undefined) {
      await noteSlot(tx, slot, reason('slot-overdue'));
      log.error({ slot }, 'the flow is due and no edition is planned: import one, then send it by hand');
      return null;
    }
    const id = await insertRun(tx, { edition, trigger: 'schedule', slot, by: { kind: 'flow' }, now });
    // Its run may have been begun by asking for approval, which says nothing of when it is sent.
    await deps.schedule(tx, edition, slot);
    await noteSlot(
      tx,
      slot,
      id === null ? reason('slot-had-run', { edition }) : reason('slot-started', { edition, run: id }),
    );
    return id;
  });
  if (started !== null) await queue.enqueue(advanceRunJob, { runId: started });
}
