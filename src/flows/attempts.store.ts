import type { Selectable } from 'kysely';
import {
  type AttemptTable,
  type Db,
  type Reason,
  type RunId,
  readReason,
  reasonColumns,
} from '../core/index.ts';

/** One attempt at an action: from its first look until it succeeds, fails or is stopped. */
export type Attempt = Omit<Selectable<AttemptTable>, 'id' | 'run_id' | 'reason_code' | 'reason_params'> & {
  error: Reason | null;
};

type Of = { run: RunId; action: string };

const json = (value: unknown) => (value === undefined ? undefined : JSON.stringify(value));

/** Opens the next attempt, or takes up the one that is open: whoever made it waits, or died. */
export async function beginAttempt(
  db: Db,
  { run, action }: Of,
  { inputs, at }: { inputs: unknown; at: Date },
): Promise<void> {
  const ofAction = (attempts = db.selectFrom('attempts')) =>
    attempts.where('run_id', '=', run).where('action', '=', action);
  await db
    .insertInto('attempts')
    .values(({ fn, lit, val }) => ({
      run_id: run,
      action,
      number: ofAction().select(({ eb }) =>
        eb(fn.coalesce(fn.max('number'), lit(0)), '+', lit(1)).as('number'),
      ),
      state: val('running' as const),
      inputs: json(inputs) ?? null,
      reason_code: null,
      started_at: at,
      finished_at: null,
    }))
    .onConflict((open) =>
      open
        .columns(['run_id', 'action'])
        .where('finished_at', 'is', null)
        .doUpdateSet({ state: 'running', inputs: json(inputs) ?? null }),
    )
    .execute();
}

type Seen = {
  state: Attempt['state'];
  outputs?: unknown;
  error?: Reason;
  /** Where in the program it failed. */
  stack?: string | undefined;
  /** Left out: it goes on. */
  finishedAt?: Date;
};

/** What has become of the open attempt. */
export async function noteAttempt(db: Db, { run, action }: Of, seen: Seen): Promise<void> {
  const { reason_code, reason_params } = reasonColumns(seen.error ?? null);
  await db
    .updateTable('attempts')
    .set({
      state: seen.state,
      outputs: json(seen.outputs),
      reason_code,
      reason_params,
      stack: seen.stack ?? null,
      finished_at: seen.finishedAt ?? null,
    })
    .where('run_id', '=', run)
    .where('action', '=', action)
    .where('finished_at', 'is', null)
    .execute();
}

export async function cancelAttempts(db: Db, run: RunId, at: Date): Promise<void> {
  await db
    .updateTable('attempts')
    .set({ state: 'cancelled', finished_at: at })
    .where('run_id', '=', run)
    .where('finished_at', 'is', null)
    .execute();
}

/** Every attempt of a run, the oldest first. */
export async function attemptsOf(db: Db, run: RunId): Promise<Attempt[]> {
  const rows = await db.selectFrom('attempts').selectAll().where('run_id', '=', run).orderBy('id').execute();
  return rows.map(({ id: _id, run_id: _run, reason_code, reason_params, ...row }) => ({
    ...row,
    error: readReason({ reason: null, reason_code, reason_params }),
  }));
}
