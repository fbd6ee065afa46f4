import {
  type Actor,
  type Clock,
  type Database,
  type Db,
  type EditionNumber,
  fault,
  type RunId,
  sayReason,
} from '../core/index.ts';
import { advanceRunJob, type JobQueue } from '../jobs/index.ts';
import { actionsOf, moveAction } from './actions.store.ts';
import { whileAlone } from './alone.store.ts';
import { moveRun } from './moves.store.ts';
import { insertRun } from './new-run.store.ts';
import { canAdvance } from './run.ts';
import { requireRunNumbered } from './runs.ts';
import { type EditionRun, findRunOfEdition, type Run } from './store.ts';

type By = { edition: EditionNumber; by: Actor };
type Deps = { db: Database; clock: Clock; queue: JobQueue };

/**
 * Starts the edition's run by hand, or rings for the one it has; a failed one is tried again.
 * @throws Fault `conflict` when the run is over or stopped by a person.
 */
export async function startRun(deps: Deps, { edition, by }: By): Promise<EditionRun> {
  const { db, clock, queue } = deps;
  const now = clock.now();
  await db.transaction().execute((tx) => insertRun(tx, { edition, trigger: 'manual', slot: null, by, now }));
  const run = await requireRun(db, edition);
  if (run.state === 'failed') return resubmitRun(deps, { edition, by });
  if (run.state === 'succeeded') {
    throw fault('conflict', `Edition ${edition} has been sent already, by run ${run.id}.`);
  }
  if (run.state === 'paused' || run.state === 'held') throw stopped(run);
  // What it waited for may have come this moment: who follows it must not take the old answer for the new one.
  const looksAgain = { verb: 'wake' as const, reason: null, by, at: now, finishedAt: null };
  if (await moveRun(db, { id: run.id }, looksAgain)) run.state = 'running';
  await queue.enqueue(advanceRunJob, { runId: run.id });
  return run;
}

/** The edition has a run from here on, which goes on if it waits. Returns it unless it is stopped. In the caller's transaction. */
export async function ensureRun(
  tx: Db,
  { edition, by, at }: By & { at: Date },
): Promise<EditionRun | undefined> {
  await insertRun(tx, { edition, trigger: 'manual', slot: null, by, now: at });
  return wakeRun(tx, { edition, by, at });
}

/** What the run waited for has come: it goes on. Returns it; nothing happens when there is no run, or none that waits. */
export async function wakeRun(
  tx: Db,
  { edition, by, at }: By & { at: Date },
): Promise<EditionRun | undefined> {
  await moveRun(tx, { edition }, { verb: 'wake', reason: null, by, at, finishedAt: null });
  const run = await findRunOfEdition(tx, edition);
  return run && canAdvance(run.state) ? run : undefined;
}

/**
 * Has a run that waits looked at once more, when nobody is in the middle of a look: one that began before what it waited for came
 * would write the old answer afterwards. False while somebody is.
 */
export async function lookAfresh(
  { db, clock, queue }: Deps,
  { id, by }: { id: RunId; by: Actor },
): Promise<boolean> {
  const wake = { verb: 'wake' as const, reason: null, by, at: clock.now(), finishedAt: null };
  const alone = await whileAlone(db, id, async () => void (await moveRun(db, { id }, wake)));
  if (alone) await queue.enqueue(advanceRunJob, { runId: id });
  return alone;
}

/** The same of the run that the edition has. @throws Fault as `resubmitRunNumbered`, and `not-found`. */
export async function resubmitRun(deps: Deps, { edition, by }: By): Promise<EditionRun> {
  const run = await requireRun(deps.db, edition);
  await resubmitRunNumbered(deps, { id: run.id, by });
  return { ...run, state: 'running', reason: null };
}

/**
 * Tries the failed action again, and goes on from there; from the first that is to be done when an edition that was opened again has
 * put the failed one back. @throws Fault `not-found`; `conflict` when it has not failed.
 */
export async function resubmitRunNumbered(
  { db, clock, queue }: Deps,
  { id, by }: { id: RunId; by: Actor },
): Promise<void> {
  const run = await requireRunNumbered(db, id);
  const again = { verb: 'resubmit' as const, reason: null, by, at: clock.now(), finishedAt: null };
  await db.transaction().execute(async (tx) => {
    if (!(await moveRun(tx, { id }, again))) throw nothingFailed(run);
    const failed = (await actionsOf(tx, id)).find((action) => action.state === 'failed');
    if (failed) await moveAction(tx, id, failed.name, ANEW);
  });
  await queue.enqueue(advanceRunJob, { runId: id });
}

/** Why a run is not tried again. */
export function nothingFailed({ id, edition_number: edition, state }: Run) {
  const name = edition === null ? `Run ${id}` : `The run of edition ${edition}`;
  return fault('conflict', `${name} is ${state}: there is no failed action to resubmit.`);
}

const ANEW = { state: 'pending', tries: 0, error: null, finishedAt: null, failingSince: null } as const;

async function requireRun(db: Database, edition: EditionNumber): Promise<EditionRun> {
  const run = await findRunOfEdition(db, edition);
  if (run) return run;
  throw fault(
    'not-found',
    `Edition ${edition} has no run yet: \`quarterly edition send ${edition}\` starts one.`,
  );
}

function stopped({ edition_number, state, reason }: EditionRun) {
  const why = reason ? ` (${sayReason(reason, 'terminal')})` : '';
  return fault(
    'conflict',
    `The run of edition ${edition_number} is ${state}${why}: \`quarterly run resume ${edition_number}\` lets it go on.`,
  );
}
