import { fault, inTransaction, type RunId, runId } from '../core/index.ts';
import { type Action, actionsOf, cancelOpenActions, moveAction, noteInputs } from './actions.store.ts';
import { whileAlone } from './alone.store.ts';
import { beginAttempt, cancelAttempts } from './attempts.store.ts';
import type { BoundAction } from './bound.ts';
import type { FlowDeps } from './deps.ts';
import { nextAction } from './flow.ts';
import { performInTime, requireInputs, requireOutputs } from './look.ts';
import { canAdvance } from './run.ts';
import { failed, moveByFlow, ringAgain, settleLook } from './settle.ts';
import { findRun, lockRun, type Run } from './store.ts';

/**
 * Does the actions of a run, one after the other, until it ends, waits, fails or is stopped.
 * Safe to call at any time from any process: one at a time holds the run's lock, and each action is re-read before it.
 */
export async function advance(deps: FlowDeps, id: RunId, signal?: AbortSignal): Promise<void> {
  const alone = await whileAlone(deps.db, id, async () => {
    let goOn = true;
    while (goOn && !signal?.aborted) goOn = await step(deps, id, signal);
  });
  // Whoever holds the lock may have read before this bell was rung for.
  if (!alone) await ringAgain(deps, id, BUSY_MS);
}

const BUSY_MS = 1_000;

/** One action, or the end of the run. True when the next can follow at once. */
async function step(deps: FlowDeps, id: RunId, signal?: AbortSignal): Promise<boolean> {
  const run = await findRun(deps.db, id);
  if (run?.state === 'cancelled') {
    await cancelOpenActions(deps.db, id);
    await cancelAttempts(deps.db, id, deps.clock.now());
  }
  if (!run || !canAdvance(run.state)) return false;
  const begun = await begin(deps, id);
  if (begun === 'over') {
    await moveByFlow(deps, id, { verb: 'succeed', reason: null });
    deps.log.info({ run: id }, 'run succeeded');
    return false;
  }
  return begun === undefined ? false : look(deps, { run, ...begun, signal });
}

type Begun = { action: Action; tries: number };

/**
 * Marks the next action as being done, with the run locked, so that whoever opens the edition again puts back what is being done, too.
 * `undefined`: the run was stopped.
 */
function begin({ db, clock }: FlowDeps, id: RunId): Promise<Begun | 'over' | undefined> {
  return inTransaction(db, async (tx) => {
    const state = await lockRun(tx, id);
    if (!state || !canAdvance(state)) return undefined;
    const action = nextAction(await actionsOf(tx, id));
    if (!action) return 'over';
    const tries = action.state === 'pending' || action.tries === 0 ? action.tries + 1 : action.tries;
    const startedAt = action.started_at ?? clock.now();
    await moveAction(tx, id, action.name, { state: 'running', tries, startedAt, error: null });
    return { action, tries };
  });
}

type Next = Begun & { run: Run; signal: AbortSignal | undefined };

async function look(deps: FlowDeps, { run, action, tries, signal }: Next): Promise<boolean> {
  const { db, clock } = deps;
  const bound = deps.flows.get(run.flow)?.get(action.name);
  try {
    const { handler, ...definition } = requireBound(bound, action.name);
    const context = {
      runId: runId(run.id),
      edition: run.edition_number,
      trigger: run.trigger,
      slot: run.slot,
      tries,
    };
    const inputs = await handler.inputs({ ...context, signal: signal ?? new AbortController().signal });
    await noteInputs(db, run.id, action.name, inputs);
    await beginAttempt(db, { run: run.id, action: action.name }, { inputs, at: clock.now() });
    requireInputs(definition, inputs);
    const outcome = await performInTime(definition, signal, (ending) =>
      handler.perform({ ...context, signal: ending }),
    );
    requireOutputs(definition, outcome);
    return await settleLook(deps, { run, action, outcome });
  } catch (error) {
    return failed(deps, { run, action, tries, error, ...(bound ? { by: bound } : {}) });
  }
}

/** A run of an earlier version may hold an action that this one has not. */
function requireBound(bound: BoundAction | undefined, action: string): BoundAction {
  if (bound) return bound;
  throw fault('conflict', `This version knows no action ${action}: cancel the run, and start it anew.`);
}
