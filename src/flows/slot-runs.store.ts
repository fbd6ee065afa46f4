import { type Actor, type Db, type EditionNumber, fault, type RunId } from '../core/index.ts';
import { insertRun } from './new-run.store.ts';
import { findRunOfEdition } from './store.ts';

export type SlotRun = { id: RunId; edition: EditionNumber };

/** The runs that slots began, by the time of the slot in ms; none that was cancelled. */
export async function runsOfSlots(db: Db, slots: readonly Date[]): Promise<ReadonlyMap<number, SlotRun>> {
  if (slots.length === 0) return new Map();
  const rows = await db
    .selectFrom('flow_runs')
    .select(['id', 'edition_number', 'slot'])
    .where('flow', '=', 'edition')
    .where('slot', 'in', slots)
    .where('state', '!=', 'cancelled')
    .execute();
  return new Map(
    rows.flatMap(({ id, edition_number: edition, slot }) =>
      edition === null || slot === null ? [] : [[slot.getTime(), { id, edition }] as const],
    ),
  );
}

/** Editions that a slot has begun and whose send date is still to come: they are no other slot's. */
export async function editionsBegunBySlots(db: Db, now: Date): Promise<EditionNumber[]> {
  const rows = await db
    .selectFrom('flow_runs')
    .innerJoin('editions', 'editions.number', 'flow_runs.edition_number')
    .select('editions.number')
    .where('flow', '=', 'edition')
    .where('trigger', '=', 'schedule')
    .where('flow_runs.state', '!=', 'cancelled')
    .where('send_at', '>', now)
    .execute();
  return rows.map(({ number }) => number);
}

type Begin = { edition: EditionNumber; slot: Date; by: Actor; at: Date };

/** A person has an edition begun for a slot; returns the run that it has. @throws Fault `conflict` when that run is over */
export async function beginForSlot(tx: Db, { edition, slot, by, at }: Begin): Promise<RunId> {
  const id = await insertRun(tx, { edition, trigger: 'manual', slot, by, now: at });
  if (id !== null) return id;
  const run = await findRunOfEdition(tx, edition);
  if (run && run.state !== 'succeeded') return run.id;
  throw fault('conflict', `Edition ${edition} has had its run already.`);
}
