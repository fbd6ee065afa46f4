import { sql } from 'kysely';
import { record } from '../acts/index.ts';
import {
  type Act,
  type Actor,
  type Db,
  type EditionNumber,
  inTransaction,
  type Reason,
  type RunId,
  type RunState,
  reasonColumns,
} from '../core/index.ts';
import { cancelOpenActions } from './actions.store.ts';
import { cancelAttempts } from './attempts.store.ts';
import { RUN_MOVES, type RunVerb } from './run.ts';

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
      .selectFrom('flow_runs')
      .select(['id', 'flow', 'edition_number as edition', 'state'])
      .where(column, '=', value)
      .where('state', 'in', [...from])
      .forUpdate()
      .executeTakeFirst();
    if (!before) return false;
    await tx
      .updateTable('flow_runs')
      .set({
        state: to,
        ...reasonColumns(reason),
        finished_at: finishedAt,
        next_try_at: nextTryAt ?? null,
        // What fails once more is another failure.
        ...(verb === 'resubmit' ? NOT_ACKNOWLEDGED : {}),
      })
      .where('id', '=', before.id)
      .execute();
    if (verb === 'cancel') {
      await cancelOpenActions(tx, before.id);
      await cancelAttempts(tx, before.id, at);
    }
    const { edition, flow, from: state } = { ...before, from: before.state };
    const params = edition === null ? { flow, from: state } : { edition, from: state };
    if (act) await record(tx, { act, by, subject: before.id, params } as Act, at);
    return true;
  });
}

const NOT_ACKNOWLEDGED = { acknowledged_at: null, acknowledged_by: null, acknowledged_words: null };

/** Puts a reason on editions' runs that are running; no `edition`: on all of them. */
export async function noteOnRunning(db: Db, reason: Reason, edition?: EditionNumber): Promise<void> {
  const told = reasonColumns(reason);
  await db
    .updateTable('flow_runs')
    .set(told)
    .where('flow', '=', 'edition')
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
    .updateTable('flow_runs')
    .set({ ...reasonColumns(reason), next_try_at: nextTryAt })
    .where('id', '=', id)
    .where('state', '=', state)
    .execute();
}

/** Notes on a failed run how it was dealt with; false when it has not failed. */
export async function acknowledgeFailure(
  tx: Db,
  id: RunId,
  { at, by, words }: { at: Date; by: Actor; words: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('flow_runs')
    .set({ acknowledged_at: at, acknowledged_by: JSON.stringify(by), acknowledged_words: words })
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** That it has changed something, so that it is kept. */
export async function noteChanged(db: Db, id: RunId): Promise<void> {
  await db.updateTable('flow_runs').set({ changed: true }).where('id', '=', id).execute();
}
