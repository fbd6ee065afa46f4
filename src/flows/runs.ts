import { type Db, type FlowName, fault, runId } from '../core/index.ts';
import { type Action, actionsOf } from './actions.store.ts';
import { type Attempt, attemptsOf } from './attempts.store.ts';
import { latestSlots } from './slots.store.ts';
import { findRun, type Run, selectRuns } from './store.ts';

export type RunHistory = Run & { actions: (Action & { attempts: Attempt[] })[] };

/** The latest runs of a flow, newest first. */
export const listRuns = (db: Db, flow: FlowName = 'edition', limit = 50): Promise<Run[]> =>
  selectRuns(db, { flow }, limit);

/** The run of the same flow before it that ended well: what it is compared with. */
export async function runBefore(
  db: Db,
  { id, flow }: Pick<Run, 'id' | 'flow'>,
): Promise<RunHistory | undefined> {
  const [before] = await selectRuns(db, { flow, state: 'succeeded', before: id }, 1);
  return before && showRun(db, before.id);
}

/** @throws Fault `not-found` */
export async function requireRunNumbered(db: Db, id: number): Promise<Run> {
  const run = await findRun(db, runId(id));
  if (run) return run;
  throw fault('not-found', `There is no run ${id}: \`quarterly runs list\` shows those there are.`);
}

/** One run with every action's inputs, outputs, tries, error and times, and each attempt's own. @throws Fault `not-found`. */
export async function showRun(db: Db, id: number): Promise<RunHistory> {
  const run = await requireRunNumbered(db, id);
  const attempts = await attemptsOf(db, run.id);
  const actions = (await actionsOf(db, run.id)).map((action) => ({
    ...action,
    attempts: attempts.filter((attempt) => attempt.action === action.name),
  }));
  return { ...run, actions };
}

/** What became of the latest slots of the recurrence, newest first. */
export const listSlots = (db: Db, limit = 10) => latestSlots(db, limit);
