import type { Selectable } from 'kysely';
import {
  type ActionState,
  type ActionTable,
  type Db,
  type Reason,
  type RunId,
  readReason,
  reasonColumns,
} from '../core/index.ts';

export type Action = Omit<Selectable<ActionTable>, 'error' | 'reason_code' | 'reason_params'> & {
  error: Reason | null;
};

export async function actionsOf(db: Db, id: RunId): Promise<Action[]> {
  const rows = await db
    .selectFrom('actions')
    .selectAll()
    .where('run_id', '=', id)
    .orderBy('ordinal')
    .execute();
  return rows.map(({ error, reason_code, reason_params, ...row }) => ({
    ...row,
    error: readReason({ reason: error, reason_code, reason_params }),
  }));
}

type ActionChange = {
  state: ActionState;
  tries?: number;
  inputs?: unknown;
  outputs?: unknown;
  error?: Reason | null;
  startedAt?: Date;
  finishedAt?: Date | null;
  failingSince?: Date | null;
};

function errorColumns(error: Reason | null) {
  const { reason, ...told } = reasonColumns(error);
  return { error: reason, ...told };
}

export async function moveAction(db: Db, id: RunId, name: string, to: ActionChange): Promise<void> {
  await changeAction(db, id, name, to).execute();
}

function changeAction(db: Db, id: RunId, name: string, to: ActionChange) {
  const json = (value: unknown) => (value === undefined ? undefined : JSON.stringify(value));
  return db
    .updateTable('actions')
    .set({
      state: to.state,
      tries: to.tries,
      inputs: json(to.inputs),
      outputs: json(to.outputs),
      ...(to.error === undefined ? {} : errorColumns(to.error)),
      started_at: to.startedAt,
      finished_at: to.finishedAt,
      failing_since: to.failingSince,
    })
    .where('run_id', '=', id)
    .where('name', '=', name);
}

export async function noteInputs(db: Db, id: RunId, name: string, inputs: unknown): Promise<void> {
  await db
    .updateTable('actions')
    .set({ inputs: JSON.stringify(inputs) })
    .where('run_id', '=', id)
    .where('name', '=', name)
    .execute();
}

/** Writes down what came of an action that is being done; false when it was put back or cancelled meanwhile, and is not done any more. */
export async function settleAction(db: Db, id: RunId, name: string, to: ActionChange): Promise<boolean> {
  const { numUpdatedRows } = await changeAction(db, id, name, to)
    .where('state', '=', 'running')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Puts an action and those after it back to where nothing was done; `from` is its name. */
export async function rewindActions(db: Db, id: RunId, from: string): Promise<void> {
  await db
    .updateTable('actions')
    .set({
      state: 'pending',
      tries: 0,
      outputs: null,
      error: null,
      started_at: null,
      finished_at: null,
      failing_since: null,
    })
    .where('run_id', '=', id)
    .where('ordinal', '>=', ({ selectFrom }) =>
      selectFrom('actions as first')
        .select('first.ordinal')
        .where('first.run_id', '=', id)
        .where('first.name', '=', from),
    )
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
