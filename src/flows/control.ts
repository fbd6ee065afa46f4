import { type Clock, type Database, type EditionNumber, fault } from '../core/index.ts';
import { advanceRun, type JobQueue } from '../jobs/index.ts';
import { canAdvance } from './flow.ts';
import { actionsOf, findRunOfEdition, insertRun, moveAction, moveRun, type Run } from './store.ts';

type Deps = { db: Database; clock: Clock; queue: JobQueue };

/**
 * Starts the edition's run by hand, or rings for the one it has; a failed one is tried again.
 * @throws Fault `conflict` when the run is over or stopped by a person.
 */
export async function startRun(deps: Deps, edition: EditionNumber): Promise<Run> {
  const { db, clock, queue } = deps;
  const now = clock.now();
  await db.transaction().execute((tx) => insertRun(tx, { edition, trigger: 'manual', slot: null, now }));
  const run = await requireRun(db, edition);
  if (run.state === 'failed') return resubmitRun(deps, edition);
  if (run.state === 'succeeded') {
    throw fault('conflict', `Edition ${edition} has been sent already, by run ${run.id}.`);
  }
  if (run.state === 'paused' || run.state === 'held') throw stopped(run);
  await queue.enqueue(advanceRun, { runId: run.id });
  return run;
}

/** What the run waited for has come: it goes on. Nothing happens when there is no run, or none that waits. */
export async function wakeRun({ db, queue }: Deps, edition: EditionNumber): Promise<void> {
  const run = await findRunOfEdition(db, edition);
  if (!run || !canAdvance(run.state)) return;
  await moveRun(db, run.id, { from: ['waiting'], to: { state: 'running', reason: null } });
  await queue.enqueue(advanceRun, { runId: run.id });
}

/** Tries the failed action again, and goes on from there. @throws Fault `conflict` when nothing has failed. */
export async function resubmitRun({ db, queue }: Deps, edition: EditionNumber): Promise<Run> {
  const run = await requireRun(db, edition);
  const failed = (await actionsOf(db, run.id)).find((action) => action.state === 'failed');
  const to = { state: 'running' as const, reason: null };
  if (!failed || !(await moveRun(db, run.id, { from: ['failed'], to }))) {
    throw fault(
      'conflict',
      `The run of edition ${edition} is ${run.state}: there is no failed action to resubmit.`,
    );
  }
  await moveAction(db, run.id, failed.name, {
    state: 'pending',
    tries: 0,
    error: null,
    finishedAt: null,
    failingSince: null,
  });
  await queue.enqueue(advanceRun, { runId: run.id });
  return { ...run, ...to };
}

async function requireRun(db: Database, edition: EditionNumber): Promise<Run> {
  const run = await findRunOfEdition(db, edition);
  if (run) return run;
  throw fault(
    'not-found',
    `Edition ${edition} has no run yet: \`quarterly edition send ${edition}\` starts one.`,
  );
}

function stopped({ edition_number, state, reason }: Run) {
  const why = reason ? ` (${reason})` : '';
  return fault(
    'conflict',
    `The run of edition ${edition_number} is ${state}${why}: \`quarterly run resume ${edition_number}\` lets it go on.`,
  );
}
