import {
  type Clock,
  type Database,
  inOwnWords,
  isFault,
  type Log,
  type Reason,
  type RunId,
  reason,
  reasonOfError,
  runId,
  sentenceOf,
} from '../core/index.ts';
import { advanceRunJob, type JobQueue } from '../jobs/index.ts';
import { type Action, actionsOf, cancelOpenActions, moveAction } from './actions.store.ts';
import { beginAttempt, cancelAttempts, noteAttempt } from './attempts.store.ts';
import { type ActionHandlers, type ActionOutcome, nextAction, triesAgainIn } from './flow.ts';
import { canAdvance, type RunVerb } from './run.ts';
import { findRun, moveRun, noteReason, type Run, whileAlone } from './store.ts';

export type FlowDeps = { db: Database; clock: Clock; queue: JobQueue; log: Log; handlers: ActionHandlers };

/**
 * Does the actions of a run, one after the other, until it ends, waits, fails or is stopped.
 * Safe to call at any time from any process: one at a time holds the run's lock, and each action is re-read before it.
 */
export async function advance(deps: FlowDeps, id: RunId, signal?: AbortSignal): Promise<void> {
  const alone = await whileAlone(deps.db, id, async () => {
    let goOn = true;
    while (goOn && !signal?.aborted) goOn = await step(deps, id);
  });
  // Whoever holds the lock may have read before this bell was rung for.
  if (!alone) await lookAgain(deps, id, BUSY_MS);
}

const BUSY_MS = 1_000;
const LONGEST_BELL_MS = 60_000;

const inMs = (clock: Clock, ms: number) => new Date(clock.now().getTime() + ms);

/** One bell for a run waits at a time: each look rings for the next, so a second one would stay for good. */
const lookAgain = ({ queue }: Pick<FlowDeps, 'queue'>, id: RunId, delayMs: number) =>
  queue.enqueue(advanceRunJob, { runId: id }, { delayMs, key: `run-${id}-again` });

/** One action, or the end of the run. True when the next can follow at once. */
async function step(deps: FlowDeps, id: RunId): Promise<boolean> {
  const run = await findRun(deps.db, id);
  if (run?.state === 'cancelled') {
    await cancelOpenActions(deps.db, id);
    await cancelAttempts(deps.db, id, deps.clock.now());
  }
  if (!run || !canAdvance(run.state)) return false;
  const action = nextAction(await actionsOf(deps.db, id));
  if (!action) {
    await move(deps, id, 'succeed', null);
    deps.log.info({ run: id }, 'run succeeded');
    return false;
  }
  const tries = action.state === 'pending' || action.tries === 0 ? action.tries + 1 : action.tries;
  const context = { runId: runId(run.id), edition: run.edition_number, tries };
  const handler = deps.handlers[action.name];
  try {
    const inputs = await handler.inputs(context);
    const startedAt = action.started_at ?? deps.clock.now();
    await moveAction(deps.db, id, action.name, { state: 'running', tries, inputs, startedAt, error: null });
    await beginAttempt(deps.db, { run: id, action: action.name }, { inputs, at: deps.clock.now() });
    return await settle(deps, { run, action, outcome: await handler.perform(context) });
  } catch (error) {
    return fail(deps, { run, action, tries, error, patienceMs: handler.patienceMs });
  }
}

const ENDS: readonly RunVerb[] = ['succeed'];

/** A move that the flow makes by itself. */
function move(
  { db, clock }: FlowDeps,
  id: RunId,
  verb: RunVerb,
  why: Reason | null,
  nextTryAt?: Date,
): Promise<boolean> {
  const at = clock.now();
  const finishedAt = ENDS.includes(verb) ? at : null;
  return moveRun(
    db,
    { id },
    { verb, reason: why, by: { kind: 'flow', run: id }, at, finishedAt, ...(nextTryAt ? { nextTryAt } : {}) },
  );
}

/** An action that goes on for hours meets errors that have nothing to do with each other: only those in a row count. */
const GOOD_LOOK = { tries: 0, failingSince: null };

type Performed = { run: Run; action: Action; outcome: ActionOutcome };

async function settle(deps: FlowDeps, { run, action, outcome }: Performed): Promise<boolean> {
  const { db, clock } = deps;
  const { outputs } = outcome;
  const attempt = { run: run.id, action: action.name };
  switch (outcome.state) {
    case 'succeeded':
    case 'skipped':
      await moveAction(db, run.id, action.name, {
        state: outcome.state,
        outputs,
        finishedAt: clock.now(),
        failingSince: null,
      });
      await noteAttempt(db, attempt, { state: outcome.state, outputs, finishedAt: clock.now() });
      await move(deps, run.id, 'go-on', null);
      return true;
    case 'waiting':
      await moveAction(db, run.id, action.name, { state: 'waiting', outputs, ...GOOD_LOOK });
      await noteAttempt(db, attempt, { state: 'waiting', outputs });
      await move(deps, run.id, 'wait', outcome.reason);
      return false;
    case 'running':
      await moveAction(db, run.id, action.name, { state: 'running', outputs, ...GOOD_LOOK });
      await noteAttempt(db, attempt, { state: 'running', outputs });
      await move(deps, run.id, 'go-on', outcome.reason ?? null, inMs(clock, outcome.againMs));
      // A bell that waits for long would be the one that waits: the sweeper rings by the column.
      if (outcome.againMs <= LONGEST_BELL_MS) await lookAgain(deps, run.id, outcome.againMs);
      return false;
    case 'held':
      await moveAction(db, run.id, action.name, { state: 'waiting', outputs, ...GOOD_LOOK });
      await noteAttempt(db, attempt, {
        state: 'held',
        outputs,
        error: outcome.reason,
        finishedAt: clock.now(),
      });
      await move(deps, run.id, 'hold', outcome.reason);
      return false;
  }
}

type Failed = { run: Run; action: Action; tries: number; error: unknown; patienceMs: number | undefined };

/** A Fault needs a person, so it fails at once; anything else may pass and is tried again, and the run says so. */
async function fail(deps: FlowDeps, failed: Failed): Promise<boolean> {
  const { run, action, tries, error, patienceMs } = failed;
  const { db, clock, queue, log } = deps;
  const attempt = { run: run.id, action: action.name };
  const said = sentenceOf(error);
  log.error({ run: run.id, action: action.name, tries, error: said }, 'action failed');
  const why = (isFault(error) ? error.why : undefined) ?? inOwnWords(said);
  const since = action.failing_since ?? clock.now();
  const againMs = triesAgainIn({ tries, since, now: clock.now(), patienceMs });
  if (!isFault(error) && againMs !== undefined) {
    await moveAction(db, run.id, action.name, { state: 'pending', tries, error: why, failingSince: since });
    await noteAttempt(db, attempt, { state: 'failed', error: why, finishedAt: clock.now() });
    const again = { action: action.name, tries, since: since.toISOString(), error: why };
    await noteReason(db, run.id, {
      state: run.state,
      reason: reason('action-retried', again),
      nextTryAt: inMs(clock, againMs),
    });
    await queue.enqueue(advanceRunJob, { runId: run.id }, { delayMs: againMs });
    return false;
  }
  await noteAttempt(db, attempt, {
    state: 'failed',
    error: reasonOfError(error),
    finishedAt: clock.now(),
  });
  await moveAction(db, run.id, action.name, {
    state: 'failed',
    tries,
    error: reasonOfError(error),
    finishedAt: clock.now(),
  });
  await move(deps, run.id, 'fail', reason('action-failed', { action: action.name, error: why }));
  return false;
}
