import {
  type Db,
  inOwnWords,
  type Reason,
  readReason,
  reasonColumns,
  reason as reasonFor,
} from '../core/index.ts';

/** Takes the slot of a recurrence for this process; false when another took it before, now or long ago. */
export async function takeSlot(db: Db, slot: Date, now: Date): Promise<boolean> {
  const row = await db
    .insertInto('slots')
    .values({ slot, taken_at: now, ...outcomeColumns(reasonFor('slot-taken')) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('slot')
    .executeTakeFirst();
  return row !== undefined;
}

export async function noteSlot(db: Db, slot: Date, outcome: Reason): Promise<void> {
  await db.updateTable('slots').set(outcomeColumns(outcome)).where('slot', '=', slot).execute();
}

function outcomeColumns(outcome: Reason) {
  const { reason, ...told } = reasonColumns(outcome);
  return { outcome: reason ?? '', ...told };
}

export type Slot = { slot: Date; taken_at: Date; outcome: Reason };

export async function latestSlots(db: Db, limit: number): Promise<Slot[]> {
  const rows = await db.selectFrom('slots').selectAll().orderBy('slot', 'desc').limit(limit).execute();
  return rows.map(({ slot, taken_at, outcome, ...told }) => ({
    slot,
    taken_at,
    outcome: readReason({ reason: outcome, ...told }) ?? inOwnWords(outcome),
  }));
}

/**
 * Takes slots for nobody, so that they start nothing: what journals say was taken, or what a restored database missed, which waits
 * for a person. Returns how many nobody had taken.
 */
export async function takeKnownSlots(
  db: Db,
  slots: readonly Date[],
  now: Date,
  why: 'known' | 'missed' = 'known',
): Promise<number> {
  let taken = 0;
  for (const slot of slots) {
    if (!(await takeSlot(db, slot, now))) continue;
    if (why === 'missed') await noteSlot(db, slot, reasonFor('slot-missed'));
    taken += 1;
  }
  return taken;
}
