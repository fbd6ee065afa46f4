import {
  type Clock,
  type Database,
  type Db,
  type EditionNumber,
  type Log,
  type Reason,
  type RunId,
  reason,
} from '../core/index.ts';
import { advanceRunJob, type JobQueue } from '../jobs/index.ts';
import { insertRun } from './new-run.store.ts';
import { noteSlot, takeSlot } from './slots.store.ts';
import { startsAt } from './switch.ts';

/** A slot that has come and that nobody has taken, as the calendar says. */
export type DueSlot = {
  slot: Date;
  /** When its edition is to be sent. */
  sendAt: Date;
  /** When its flow should have started. */
  startsAt: Date;
  /** Whole days since `sendAt`; 0 before it. */
  lateDays: number;
  /** So late that a person is asked, and nothing is started. */
  asks: boolean;
};

export type TriggerDeps = {
  db: Database;
  clock: Clock;
  queue: JobQueue;
  log: Log;
  /** What is due and was taken by nobody, in its order; nothing that came before the service was set up. */
  dueSlots(db: Db, now: Date): Promise<readonly DueSlot[]>;
  /** Nobody changes the calendar, or takes of it, until the transaction ends. */
  lock(tx: Db): Promise<void>;
  nextEdition(tx: Db): Promise<EditionNumber | undefined>;
  /** Its sending may begin at `at`, once it is approved, unless another time was set for it. */
  schedule(tx: Db, edition: EditionNumber, at: Date): Promise<void>;
};

/**
 * Starts a run for the next planned edition for each slot that has come and that nobody has taken.
 * Called by the recurrence, at each worker's start and by the sweeper: a slot missed while all was down starts late, once, or is
 * asked once where it is too late for that.
 */
export async function startDue(deps: TriggerDeps): Promise<void> {
  const { db, clock } = deps;
  const now = clock.now();
  // Nearly always there is none, and nothing is locked.
  for (let left = (await deps.dueSlots(db, now)).length; left > 0; left -= 1) {
    const after = await db.transaction().execute(async (tx) => {
      await deps.lock(tx);
      const [due] = await deps.dueSlots(tx, now);
      return due && take(deps, tx, due);
    });
    await after?.();
  }
}

async function take(deps: TriggerDeps, tx: Db, due: DueSlot): Promise<(() => Promise<void>) | undefined> {
  const { clock, log, queue } = deps;
  const { slot, asks, lateDays } = due;
  const now = clock.now();
  if (!(await takeSlot(tx, slot, now))) return undefined;
  if (!(await startsAt(tx, 'edition', due.startsAt))) {
    await noteSlot(tx, slot, reason('slot-off'));
    return undefined;
  }
  if (asks) {
    await noteSlot(tx, slot, reason('slot-asks', { days: lateDays }));
    log.error({ slot, days: lateDays }, 'a slot was missed for so long that a person is asked');
    return undefined;
  }
  const edition = await deps.nextEdition(tx);
  if (edition === undefined) {
    await noteSlot(tx, slot, reason('slot-overdue'));
    log.error({ slot }, 'the flow is due and no edition is planned: import one, then send it by hand');
    return undefined;
  }
  if (lateDays > 0) log.warn({ slot, edition, days: lateDays }, 'a slot was missed: its edition starts late');
  const id = await begin(deps, tx, { edition, due, now });
  return id === null ? undefined : () => queue.enqueue(advanceRunJob, { runId: id });
}

type Begun = { edition: EditionNumber; due: DueSlot; now: Date };

async function begin(deps: TriggerDeps, tx: Db, { edition, due, now }: Begun): Promise<RunId | null> {
  const { slot, sendAt, lateDays } = due;
  // Its run may have been begun by asking for approval, which says nothing of when it is sent. Before the run: that of a slot has the
  // slot for its time where none is set (migration 0291).
  await deps.schedule(tx, edition, sendAt);
  const id = await insertRun(tx, { edition, trigger: 'schedule', slot, by: { kind: 'flow' }, now });
  await noteSlot(tx, slot, outcome({ edition, id, lateDays }));
  return id;
}

function outcome({
  edition,
  id,
  lateDays: days,
}: {
  edition: number;
  id: RunId | null;
  lateDays: number;
}): Reason {
  if (id === null) return reason('slot-had-run', { edition });
  return days > 0
    ? reason('slot-started-late', { edition, run: id, days })
    : reason('slot-started', { edition, run: id });
}
