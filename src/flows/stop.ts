import { type ActDeps, act } from '../acts/index.ts';
import {
  type Actor,
  type Database,
  type Db,
  type EditionNumber,
  fault,
  type Reason,
  type RunId,
  reason,
} from '../core/index.ts';
import { advanceRunJob, sendBatchJob } from '../jobs/index.ts';
import { rewindActions } from './actions.store.ts';
import { type Moving, moveRun, noteOnRunning } from './moves.store.ts';
import { RUN_MOVES, type RunVerb } from './run.ts';
import { requireRunNumbered } from './runs.ts';
import { findRunOfEdition, lockRun } from './store.ts';

/** What the sending does in the transaction that stops a run, lets it go on, or ends it. */
export type Gate = {
  /** A hold that ends by itself is over, whoever ended it. */
  changed(tx: Db, edition: EditionNumber): Promise<void>;
  /** Nothing more is sent. */
  ended(tx: Db, edition: EditionNumber): Promise<void>;
};

export type StopDeps = ActDeps & { gate: Gate };
type By = { edition: EditionNumber; by: Actor };

/** No worker starts another call within about a second; what is in flight is finished. @throws Fault `conflict` */
export async function pauseRun(deps: StopDeps, asked: By): Promise<void> {
  await stopOrGo(deps, asked, 'pause', reason('paused'));
}

/** Goes on with a paused or held run. @throws Fault `conflict` */
export async function resumeRun(deps: StopDeps, asked: By): Promise<void> {
  await stopOrGo(deps, asked, 'resume', null);
  const run = await findRunOfEdition(deps.db, asked.edition);
  await deps.queue.enqueue(sendBatchJob, { edition: asked.edition });
  if (run) await deps.queue.enqueue(advanceRunJob, { runId: run.id });
}

/** Ends the run for good: nothing more is sent. @throws Fault `conflict` */
export async function cancelRun(deps: StopDeps, asked: By): Promise<void> {
  await stopOrGo(deps, asked, 'cancel', reason('cancelled'));
}

/** The same of any run, by its number. @throws Fault `not-found`, `conflict` */
export async function cancelRunNumbered(deps: StopDeps, { id, by }: { id: RunId; by: Actor }): Promise<void> {
  const { edition_number: edition, state } = await requireRunNumbered(deps.db, id);
  if (edition !== null) return cancelRun(deps, { edition, by });
  const moved = await act(deps, (tx, at) =>
    moveRun(tx, { id }, { verb: 'cancel', reason: reason('cancelled'), by, at, finishedAt: at }),
  );
  if (!moved) throw fault('conflict', `Run ${id} cannot be cancelled: it is ${state}.`);
}

async function stopOrGo(
  deps: StopDeps,
  { edition, by }: By,
  verb: RunVerb & ('pause' | 'resume' | 'cancel'),
  why: Reason | null,
): Promise<void> {
  const moved = await act(deps, async (tx, at) => {
    const finishedAt = verb === 'cancel' ? at : null;
    const done = await moveRun(tx, { edition }, { verb, reason: why, by, at, finishedAt });
    if (done) await (verb === 'cancel' ? deps.gate.ended : deps.gate.changed)(tx, edition);
    return done;
  });
  if (!moved)
    throw await refusal(deps.db, edition, RUN_MOVES[verb].to === 'running' ? 'resumed' : RUN_MOVES[verb].to);
}

/** The edition was called off: its run ends, if it has an open one. For the consequence; nothing is refused. */
export async function endRun(tx: Db, gate: Gate, { edition, by, at }: By & { at: Date }): Promise<void> {
  const why = reason('edition-cancelled', { edition });
  const moved = await moveRun(tx, { edition }, { verb: 'cancel', reason: why, by, at, finishedAt: at });
  if (moved) await gate.ended(tx, edition);
}

/** The edition was opened again: its run goes back to where it is assembled, and waits. For the consequence; nothing is refused. */
export async function rewindRun(tx: Db, { edition, by, at }: By & { at: Date }): Promise<void> {
  const run = await findRunOfEdition(tx, edition);
  if (!run || run.state === 'cancelled' || run.state === 'succeeded') return;
  await lockRun(tx, run.id);
  await rewindActions(tx, run.id, 'assemble');
  await moveRun(
    tx,
    { id: run.id },
    { verb: 'wait', reason: reason('edition-reopened', { edition }), by, at, finishedAt: null },
  );
}

/** What the sending needs of the flow: it stops a run, or says why it goes slowly, and writes no run itself. */
export const runControl = {
  /** Holds an open run and says why; false when it was not open. In the caller's transaction. */
  hold: (tx: Db, edition: EditionNumber, hold: Pick<Moving, 'reason' | 'at'>): Promise<boolean> =>
    moveRun(tx, { edition }, { ...hold, verb: 'hold', by: { kind: 'flow' }, finishedAt: null }),
  /** Puts a reason on the edition's run, or on all, that are running; those that wait for a person keep their own. */
  say: (db: Db, why: Reason, edition?: EditionNumber): Promise<void> => noteOnRunning(db, why, edition),
};

async function refusal(db: Database, edition: EditionNumber, verb: string) {
  const run = await findRunOfEdition(db, edition);
  return run
    ? fault('conflict', `The run of edition ${edition} cannot be ${verb}: it is ${run.state}.`)
    : fault('not-found', `Edition ${edition} has no run.`);
}
