import { type Selectable, sql } from 'kysely';
import { record } from '../acts/index.ts';
import {
  type Act,
  type Actor,
  ADVANCING,
  type Database,
  type Db,
  type EditionNumber,
  type Reason,
  type RunId,
  type RunState,
  type RunTable,
  readReason,
  reasonColumns,
} from '../core/index.ts';
import { ACTIONS } from './flow.ts';
import { RUN_MOVES, type RunVerb } from './run.ts';

type Told<Row> = Omit<Row, 'reason' | 'reason_code' | 'reason_params'>;
export type Run = Told<Selectable<RunTable>> & { reason: Reason | null };

type NewRun = {
  edition: EditionNumber;
  trigger: 'schedule' | 'manual';
  slot: Date | null;
  by: Actor;
  now: Date;
};

/** Inserts a run and its actions, unless the edition has one already that was not cancelled; returns its id or null. */
export async function insertRun(db: Db, { edition, trigger, slot, by, now }: NewRun): Promise<RunId | null> {
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
  const params = { edition, trigger };
  await record(db, { act: 'run.started', by, subject: row.id, params }, now);
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

function runFrom({ reason, reason_code, reason_params, ...row }: Selectable<RunTable>): Run {
  return { ...row, reason: readReason({ reason, reason_code, reason_params }) };
}

export async function findRun(db: Db, id: RunId): Promise<Run | undefined> {
  const row = await db.selectFrom('runs').selectAll().where('id', '=', id).executeTakeFirst();
  return row && runFrom(row);
}

/** The edition's run that was not cancelled, else its latest. */
export async function findRunOfEdition(db: Db, edition: EditionNumber): Promise<Run | undefined> {
  const row = await db
    .selectFrom('runs')
    .selectAll()
    .where('edition_number', '=', edition)
    .orderBy(sql`(state = 'cancelled')`)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row && runFrom(row);
}

export async function listRunRows(db: Db, limit: number): Promise<Run[]> {
  return (await db.selectFrom('runs').selectAll().orderBy('id', 'desc').limit(limit).execute()).map(runFrom);
}

/** Ids of runs that could go on now: what the sweeper rings for. */
export async function openRuns(db: Db, now: Date): Promise<RunId[]> {
  const rows = await db
    .selectFrom('runs')
    .select('id')
    .where('state', 'in', [...ADVANCING])
    .where(({ or, eb }) => or([eb('next_try_at', 'is', null), eb('next_try_at', '<=', now)]))
    .execute();
  return rows.map((row) => row.id);
}

/** How a run is moved: by which verb, and who did it. */
export type Moving = {
  verb: RunVerb;
  reason: Reason | null;
  by: Actor;
  at: Date;
  finishedAt: Date | null;
  /** When it is looked at again by itself. */
  nextTryAt?: Date;
};

/**
 * Moves a run by the table of moves, only if it still stands where the verb may begin: a pause or cancel in the meantime
 * wins. The act is written down in the same transaction. Returns whether it was moved.
 */
export async function moveRun(
  db: Db,
  which: { id: RunId } | { edition: EditionNumber },
  { verb, reason, by, at, finishedAt, nextTryAt }: Moving,
): Promise<boolean> {
  const { from, to, act } = RUN_MOVES[verb];
  return inTransaction(db, async (tx) => {
    const [column, value] =
      'id' in which ? (['id', which.id] as const) : (['edition_number', which.edition] as const);
    const before = await tx
      .selectFrom('runs')
      .select(['id', 'edition_number as edition', 'state'])
      .where(column, '=', value)
      .where('state', 'in', [...from])
      .forUpdate()
      .executeTakeFirst();
    if (!before) return false;
    await tx
      .updateTable('runs')
      .set({ state: to, ...reasonColumns(reason), finished_at: finishedAt, next_try_at: nextTryAt ?? null })
      .where('id', '=', before.id)
      .execute();
    const params = { edition: before.edition, from: before.state };
    if (act) await record(tx, { act, by, subject: before.id, params } as Act, at);
    return true;
  });
}

/** Puts a reason on runs that are running; no `edition`: on all of them. */
export async function noteOnRunning(db: Db, reason: Reason, edition?: EditionNumber): Promise<void> {
  const told = reasonColumns(reason);
  await db
    .updateTable('runs')
    .set(told)
    .where('state', '=', 'running')
    .where(
      sql<boolean>`(reason_code, reason_params) IS DISTINCT FROM (${told.reason_code}, ${told.reason_params}::jsonb)`,
    )
    .$if(edition !== undefined, (runs) => runs.where('edition_number', '=', edition as EditionNumber))
    .execute();
}

/** Why it is where it is, and when it is tried again, without moving it. */
export async function noteReason(
  db: Db,
  id: RunId,
  { state, reason, nextTryAt }: { state: RunState; reason: Reason; nextTryAt: Date },
): Promise<void> {
  await db
    .updateTable('runs')
    .set({ ...reasonColumns(reason), next_try_at: nextTryAt })
    .where('id', '=', id)
    .where('state', '=', state)
    .execute();
}

const inTransaction = <T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> =>
  db.isTransaction ? work(db) : db.transaction().execute(work);

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
