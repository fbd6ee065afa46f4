import { type ActDeps, act } from '../acts/index.ts';
import { type Actor, fault } from '../core/index.ts';
import { advanceRunJob } from '../jobs/index.ts';
import { flowNamed } from './definitions.ts';
import { insertSmallRunByHand, type SmallFlow } from './new-run.store.ts';
import { findRun, type Run } from './store.ts';

/**
 * Starts a run of a small flow now, whether or not it is on.
 * @throws Fault `conflict` while one is going on.
 */
export async function runByHand(deps: ActDeps, { flow, by }: { flow: SmallFlow; by: Actor }): Promise<Run> {
  const id = await act(deps, (tx, at) => insertSmallRunByHand(tx, { flow, slot: at, now: at, by }));
  const run = id === null ? undefined : await findRun(deps.db, id);
  if (!run)
    throw fault('conflict', `A run of ${flowNamed(flow).title} is going on: wait until it has ended.`);
  await deps.queue.enqueue(advanceRunJob, { runId: run.id });
  return run;
}
