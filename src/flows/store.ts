import { type Selectable, sql } from 'kysely';
import type {
  ActionState,
  ActionTable,
  Database,
  Db,
  EditionNumber,
  RunId,
  RunState,
  RunTable,
} from '../core/index.ts';
import { ACTIONS, type ActionName } from './flow.ts';

export type Run = Selectable<RunTable>;
export type Action = Omit<Selectable<ActionTable>, 'name'> & { name: ActionName };

type NewRun = { edition: EditionNumber; trigger: 'schedule' | 'manual'; slot: Date | null; now: Date };

/** Inserts a run and its actions, unless the edition has one already that was not cancelled; returns its id or null. */
export async function insertRun(db: Db, { edition, trigger, slot, now }: NewRun): Promise<RunId | null> {
  const row = await db
    .insertInto('runs')
    .values({
      edition_number: edition,
      trigger,
      slot,
      state: 'running',
      reason: null,
      started_at: now,
      finished_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) return null;
  await db
    .insertInto('actions')
    .values(
      ACTIONS.map((name, ordinal) => ({
        run_id: row.id,
        ordinal,
        name,
        state: 'pending' as const,
        error: null,
        started_at: null,
        finished_at: null,
      })),
    )
    .execute();
  return row.id;
}

export const findRun = (db: Db, id: RunId) =>
  db.selectFrom('runs').selectAll().where('id', '=', id).executeTakeFirst();

/** The edition's run that was not cancelled, else its latest. */
export const findRunOfEdition = (db: Db, edition: EditionNumber) =>
  db
    .selectFrom('runs')
    .selectAll()
    .where('edition_number', '=', edition)
    .orderBy(sql`(state = 'cancelled')`)
    .orderBy('id', 'desc')
    .executeTakeFirst();

export const listRunRows = (db: Db, limit: number) =>
  db.selectFrom('runs').selectAll().orderBy('id', 'desc').limit(limit).execute();

export async function actionsOf(db: Db, id: RunId): Promise<Action[]> {
  const rows = await db
    .selectFrom('actions')
    .selectAll()
    .where('run_id', '=', id)
    .orderBy('ordinal')
    .execute();
  return rows as Action[];
}

/** Ids of runs that could go on: what the sweeper rings for. */
export async function openRuns(db: Db): Promise<RunId[]> {
  const rows = await db
    .selectFrom('runs')
    .select('id')
    .where('state', 'in', ['running', 'waiting'])
    .execute();
  return rows.map((row) => row.id);
}

type RunChange = { state: RunState; reason: string | null; finishedAt?: Date | null };

/** Moves a run on, only if it still stands in one of `from`: a pause or cancel in the meantime wins. */
export async function moveRun(
  db: Db,
  id: RunId,
  { from, to }: { from: RunState[]; to: RunChange },
): Promise<boolean> {
  const result = await db
    .updateTable('runs')
    .set({ state: to.state, reason: to.reason, finished_at: to.finishedAt ?? null })
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

type ActionChange = {
  state: ActionState;
  tries?: number;
  inputs?: unknown;
  outputs?: unknown;
  error?: string | null;
  startedAt?: Date;
  finishedAt?: Date | null;
  failingSince?: Date | null;
};

export async function moveAction(db: Db, id: RunId, name: ActionName, to: ActionChange): Promise<void> {
  const json = (value: unknown) => (value === undefined ? undefined : JSON.stringify(value));
  await db
    .updateTable('actions')
    .set({
      state: to.state,
      tries: to.tries,
      inputs: json(to.inputs),
      outputs: json(to.outputs),
      error: to.error,
      started_at: to.startedAt,
      finished_at: to.finishedAt,
      failing_since: to.failingSince,
    })
    .where('run_id', '=', id)
    .where('name', '=', name)
    .execute();
}

export async function cancelOpenActions(db: Db, id: RunId): Promise<void> {
  await db
    .updateTable('actions')
    .set({ state: 'cancelled' })
    .where('run_id', '=', id)
    .where('state', 'in', ['pending', 'running', 'waiting', 'failed'])
    .execute();
}

/** Namespace of the advisory locks, so that no other room's lock on the same number meets ours. */
const RUN_LOCK = 7_118;

/**
 * Runs `work` while no other process advances the same run; does nothing when one does.
 * The lock lives on a connection: a killed worker gives it up at once.
 */
export async function whileAlone(db: Database, id: RunId, work: () => Promise<void>): Promise<boolean> {
  return db.connection().execute(async (connection) => {
    const { rows } = await sql<{
      mine: boolean;
    }>`SELECT pg_try_advisory_lock(${RUN_LOCK}, ${id}) AS mine`.execute(connection);
    if (!rows[0]?.mine) return false;
    try {
      await work();
    } finally {
      await sql`SELECT pg_advisory_unlock(${RUN_LOCK}, ${id})`.execute(connection);
    }
    return true;
  });
}

/** Takes the slot of a recurrence for this process; false when another took it before, now or long ago. */
export async function takeSlot(db: Db, slot: Date, now: Date): Promise<boolean> {
  const row = await db
    .insertInto('slots')
    .values({ slot, taken_at: now, outcome: 'taken' })
    .onConflict((conflict) => conflict.doNothing())
    .returning('slot')
    .executeTakeFirst();
  return row !== undefined;
}

export async function noteSlot(db: Db, slot: Date, outcome: string): Promise<void> {
  await db.updateTable('slots').set({ outcome }).where('slot', '=', slot).execute();
}

export const latestSlots = (db: Db, limit: number) =>
  db.selectFrom('slots').selectAll().orderBy('slot', 'desc').limit(limit).execute();
