import { type Clock, type Database, type EditionNumber, fault } from '../core/index.ts';
import { advanceRun, type JobQueue } from '../jobs/index.ts';
import { mayControl } from './flow.ts';
import {
  actionsOf,
  cancelOpenActions,
  findRunOfEdition,
  insertRun,
  moveAction,
  moveRun,
  type Run,
} from './store.ts';

type Deps = { db: Database; clock: Clock; queue: JobQueue };
type Verb = Parameters<typeof mayControl>[0];

/** Starts the edition's run by hand, or rings for the one it has. @throws Fault `conflict` when the run is over or stopped. */
export async function startRun(deps: Deps, edition: EditionNumber): Promise<Run> {
  const { db, clock, queue } = deps;
  await db
    .transaction()
    .execute((tx) => insertRun(tx, { edition, trigger: 'manual', slot: null, now: clock.now() }));
  const run = await runOf(deps, edition);
  if (run.state === 'failed') return resubmitRun(deps, edition);
  if (run.state === 'succeeded')
    throw fault('conflict', `Edition ${edition} has been sent already, by run ${run.id}.`);
  if (run.state === 'paused' || run.state === 'held') {
    throw fault(
      'conflict',
      `The run of edition ${edition} is ${run.state}${run.reason ? ` (${run.reason})` : ''}: run \`quarterly run resume ${edition}\` to go on.`,
    );
  }
  await queue.enqueue(advanceRun, { runId: run.id });
  return run;
}

/** Stops every worker before its next mail (within 2 s); nothing is lost. */
export const pauseRun = (deps: Deps, edition: EditionNumber, reason = 'paused by hand') =>
  control(deps, edition, { verb: 'pause', to: 'paused', reason });

export async function resumeRun(deps: Deps, edition: EditionNumber): Promise<Run> {
  const run = await control(deps, edition, { verb: 'resume', to: 'running', reason: null });
  await deps.queue.enqueue(advanceRun, { runId: run.id });
  return run;
}

/** Ends a run for good; mail that has not left stays unsent, and a new run sends only that. */
export async function cancelRun(
  deps: Deps,
  edition: EditionNumber,
  reason = 'cancelled by hand',
): Promise<Run> {
  const run = await control(deps, edition, { verb: 'cancel', to: 'cancelled', reason });
  await cancelOpenActions(deps.db, run.id);
  return run;
}

/** Tries the failed action again, and goes on from there. */
export async function resubmitRun(deps: Deps, edition: EditionNumber): Promise<Run> {
  const run = await control(deps, edition, { verb: 'resubmit', to: 'running', reason: null });
  const failed = (await actionsOf(deps.db, run.id)).find((action) => action.state === 'failed');
  if (failed)
    await moveAction(deps.db, run.id, failed.name, {
      state: 'pending',
      tries: 0,
      error: null,
      finishedAt: null,
    });
  await deps.queue.enqueue(advanceRun, { runId: run.id });
  return run;
}

/** Holds a run because of a cause outside, for example a broken identity; the reason is what the desk shows. */
export async function holdRun(deps: Deps, edition: EditionNumber, reason: string): Promise<boolean> {
  const run = await findRunOfEdition(deps.db, edition);
  return run
    ? moveRun(deps.db, run.id, { from: ['running', 'waiting'], to: { state: 'held', reason } })
    : false;
}

async function runOf(deps: Deps, edition: EditionNumber): Promise<Run> {
  const run = await findRunOfEdition(deps.db, edition);
  if (!run)
    throw fault(
      'not-found',
      `Edition ${edition} has no run yet: start one with \`quarterly edition send ${edition}\`.`,
    );
  return run;
}

type Move = { verb: Verb; to: Run['state']; reason: string | null };

async function control(deps: Deps, edition: EditionNumber, { verb, to, reason }: Move): Promise<Run> {
  const run = await runOf(deps, edition);
  const finishedAt = to === 'cancelled' ? deps.clock.now() : null;
  const moved =
    mayControl(verb, run.state) &&
    (await moveRun(deps.db, run.id, { from: [run.state], to: { state: to, reason, finishedAt } }));
  if (!moved) throw fault('conflict', `The run of edition ${edition} is ${run.state}, so it cannot ${verb}.`);
  return { ...run, state: to, reason };
}
