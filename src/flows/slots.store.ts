import type { Selectable } from 'kysely';
import {
  type Db,
  inOwnWords,
  type Reason,
  readReason,
  reasonColumns,
  reason as reasonFor,
  type SlotTable,
} from '../core/index.ts';

/** Takes the slot of a recurrence for this process; false when another took it before, now or long ago. */
export async function takeSlot(db: Db, slot: Date, now: Date): Promise<boolean> {
  const row = await db
    .insertInto('slots')
    .values({ slot, taken_at: now, by_calendar: true, ...outcomeColumns(reasonFor('slot-taken')) })
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
  return rows.map(slotOf);
}

const slotOf = ({ slot, taken_at, outcome, ...told }: Selectable<SlotTable>): Slot => ({
  slot,
  taken_at,
  outcome: readReason({ reason: outcome, ...told }) ?? inOwnWords(outcome),
});

/** Those of these slots that somebody has taken, by their time in ms. */
export async function slotsAt(db: Db, slots: readonly Date[]): Promise<ReadonlyMap<number, Slot>> {
  if (slots.length === 0) return new Map();
  const rows = await db.selectFrom('slots').selectAll().where('slot', 'in', slots).execute();
  return new Map(rows.map((row) => [row.slot.getTime(), slotOf(row)]));
}

/** Slots that started nothing, since a person is to say what becomes of them. */
export async function askedSlots(db: Db): Promise<Slot[]> {
  const asked = db
    .selectFrom('slots')
    .selectAll()
    .where('reason_code', 'in', [...ASKS]);
  return (await asked.orderBy('slot').execute()).map(slotOf);
}

const ASKS = ['slot-asks', 'slot-missed'] as const;

/** Whether a person is to say what becomes of a slot. */
export const isAsked = ({ outcome }: Pick<Slot, 'outcome'>): boolean =>
  (ASKS as readonly string[]).includes(outcome.code);

/** Notes what a person has said of a slot that was asked; false when another was faster, or nothing was asked. */
export async function answerSlot(tx: Db, slot: Date, outcome: Reason): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('slots')
    .set(outcomeColumns(outcome))
    .where('slot', '=', slot)
    .where('reason_code', 'in', [...ASKS])
    .executeTakeFirst();
  return numUpdatedRows > 0n;
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
