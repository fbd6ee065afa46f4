import { type Db, fault, runId } from '../core/index.ts';
import { type Action, actionsOf, findRun, latestSlots, listRunRows, type Run } from './store.ts';

export type RunHistory = Run & { actions: Action[] };

/** The latest runs, newest first. */
export const listRuns = (db: Db, limit = 50): Promise<Run[]> => listRunRows(db, limit);

/** One run with every action's inputs, outputs, tries, error and times. @throws Fault `not-found`. */
export async function showRun(db: Db, id: number): Promise<RunHistory> {
  const run = await findRun(db, runId(id));
  if (!run) throw fault('not-found', `There is no run ${id}: \`quarterly runs list\` shows those there are.`);
  return { ...run, actions: await actionsOf(db, run.id) };
}

/** What became of the latest slots of the recurrence, newest first. */
export const listSlots = (db: Db, limit = 10) => latestSlots(db, limit);
