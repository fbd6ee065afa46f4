import {
  type Clock,
  inOwnWords,
  isFault,
  type Reason,
  type RunId,
  reason,
  reasonOfError,
  sayReason,
  sentenceOf,
} from '../core/index.ts';
import { advanceRunJob } from '../jobs/index.ts';
import { type Action, rewindActions, settleAction } from './actions.store.ts';
import { noteAttempt } from './attempts.store.ts';
import type { FlowDeps } from './deps.ts';
import { type ActionDefinition, type ActionOutcome, triesAgainIn } from './flow.ts';
import { TimeLimitError } from './look.ts';
import { moveRun, noteChanged, noteReason } from './moves.store.ts';
import type { RunVerb } from './run.ts';
import { stackOf } from './stack.ts';
import type { Run } from './store.ts';

const LONGEST_BELL_MS = 60_000;

const inMs = (clock: Clock, ms: number) => new Date(clock.now().getTime() + ms);

/** One bell for a run waits at a time: each look rings for the next, so a second one would stay for good. */
export const ringAgain = ({ queue }: Pick<FlowDeps, 'queue'>, id: RunId, delayMs: number) =>
  queue.enqueue(advanceRunJob, { runId: id }, { delayMs, key: `run-${id}-again` });

type SettleDeps = Omit<FlowDeps, 'flows'>;

/** A move that the flow makes by itself. */
export function moveByFlow(
  { db, clock }: SettleDeps,
  id: RunId,
  to: { verb: RunVerb; reason: Reason | null; nextTryAt?: Date },
): Promise<boolean> {
  const at = clock.now();
  const finishedAt = to.verb === 'succeed' ? at : null;
  return moveRun(db, { id }, { ...to, by: { kind: 'flow', run: id }, at, finishedAt });
}

/** An action that goes on for hours meets errors that have nothing to do with each other: only those in a row count. */
const GOOD_LOOK = { tries: 0, failingSince: null };

type Looked = { run: Run; action: Action; outcome: ActionOutcome };

/**
 * Writes down what came of a look. True when the next action can follow at once, which is also when this one was put back meanwhile:
 * then nothing came of it.
 */
export async function settleLook(deps: SettleDeps, { run, action, outcome }: Looked): Promise<boolean> {
  const { db, clock } = deps;
  const { outputs } = outcome;
  const attempt = { run: run.id, action: action.name };
  if ('changed' in outcome && outcome.changed) await noteChanged(db, run.id);
  if (outcome.state !== 'back' && !(await settleAction(db, run.id, action.name, cameOf(outcome, clock)))) {
    await noteAttempt(db, attempt, { state: 'cancelled', outputs, finishedAt: clock.now() });
    return true;
  }
  switch (outcome.state) {
    case 'succeeded':
    case 'skipped':
      await noteAttempt(db, attempt, { state: outcome.state, outputs, finishedAt: clock.now() });
      await moveByFlow(deps, run.id, { verb: 'go-on', reason: null });
      return true;
    case 'waiting':
      await noteAttempt(db, attempt, { state: 'waiting', outputs });
      await moveByFlow(deps, run.id, { verb: 'wait', reason: outcome.reason });
      return false;
    case 'running':
      await noteAttempt(db, attempt, { state: 'running', outputs });
      await moveByFlow(deps, run.id, {
        verb: 'go-on',
        reason: outcome.reason ?? null,
        nextTryAt: inMs(clock, outcome.againMs),
      });
      // A bell that waits for long would be the one that waits: the sweeper rings by the column.
      if (outcome.againMs <= LONGEST_BELL_MS) await ringAgain(deps, run.id, outcome.againMs);
      return false;
    case 'back':
      await noteAttempt(db, attempt, {
        state: 'cancelled',
        error: outcome.reason,
        finishedAt: clock.now(),
      });
      await rewindActions(db, run.id, outcome.to);
      return moveByFlow(deps, run.id, { verb: 'go-on', reason: null });
    case 'held':
      await noteAttempt(db, attempt, {
        state: 'held',
        outputs,
        error: outcome.reason,
        finishedAt: clock.now(),
      });
      await moveByFlow(deps, run.id, { verb: 'hold', reason: outcome.reason });
      return false;
  }
}

function cameOf({ state, outputs }: Exclude<ActionOutcome, { state: 'back' }>, clock: Clock) {
  if (state === 'succeeded' || state === 'skipped')
    return { state, outputs, finishedAt: clock.now(), failingSince: null };
  return { state: state === 'held' ? 'waiting' : state, outputs, ...GOOD_LOOK };
}

type Failed = {
  run: Run;
  action: Action;
  tries: number;
  error: unknown;
  by?: Pick<ActionDefinition, 'patience' | 'backOff'>;
};

/** A Fault needs a person, so it fails at once; anything else may pass and is tried again, and the run says so. */
export async function failed(deps: SettleDeps, what: Failed): Promise<boolean> {
  const { run, action, tries, error, by } = what;
  const { db, clock, queue, log } = deps;
  const attempt = { run: run.id, action: action.name };
  const why = whyOf(error);
  const stack = stackOf(error);
  log.error({ run: run.id, action: action.name, tries, error: sayReason(why, 'terminal') }, 'action failed');
  const since = action.failing_since ?? clock.now();
  const againMs = by && !isFault(error) ? triesAgainIn({ tries, since, now: clock.now(), by }) : undefined;
  if (againMs !== undefined) {
    const later = { state: 'pending' as const, tries, error: why, failingSince: since };
    if (!(await settleAction(db, run.id, action.name, later))) return true;
    await noteAttempt(db, attempt, { state: 'failed', error: why, stack, finishedAt: clock.now() });
    const again = { action: action.name, tries, since: since.toISOString(), error: why };
    await noteReason(db, run.id, {
      state: run.state,
      reason: reason('action-retried', again),
      nextTryAt: inMs(clock, againMs),
    });
    await queue.enqueue(advanceRunJob, { runId: run.id }, { delayMs: againMs });
    return false;
  }
  const told = isFault(error) ? reasonOfError(error) : why;
  await noteAttempt(db, attempt, { state: 'failed', error: told, stack, finishedAt: clock.now() });
  const over = { state: 'failed' as const, tries, error: told, finishedAt: clock.now() };
  if (!(await settleAction(db, run.id, action.name, over))) return true;
  await moveByFlow(deps, run.id, {
    verb: 'fail',
    reason: reason('action-failed', { action: action.name, error: why }),
  });
  return false;
}

function whyOf(error: unknown): Reason {
  const coded = isFault(error) || error instanceof TimeLimitError ? error.why : undefined;
  return coded ?? inOwnWords(sentenceOf(error));
}
