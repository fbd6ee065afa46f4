import { type ActName, ADVANCING, OPEN_RUNS, type RunState } from '../core/index.ts';

/** What the flow, a person or trouble can do to a run. */
export type RunVerb =
  | 'go-on'
  | 'wait'
  | 'wake'
  | 'succeed'
  | 'fail'
  | 'hold'
  | 'pause'
  | 'resume'
  | 'cancel'
  | 'resubmit';

type Move = {
  from: readonly RunState[];
  to: RunState;
  act?: Exclude<ActName & `run.${string}`, 'run.started'>;
};

/** All moves there are; the database refuses every other (migration 0241). Those with an act are written down. */
export const RUN_MOVES: Record<RunVerb, Move> = {
  'go-on': { from: ADVANCING, to: 'running' },
  wait: { from: ADVANCING, to: 'waiting' },
  wake: { from: ['waiting'], to: 'running' },
  succeed: { from: ADVANCING, to: 'succeeded', act: 'run.succeeded' },
  fail: { from: ADVANCING, to: 'failed', act: 'run.failed' },
  hold: { from: OPEN_RUNS, to: 'held', act: 'run.held' },
  pause: { from: OPEN_RUNS, to: 'paused', act: 'run.paused' },
  resume: { from: ['paused', 'held'], to: 'running', act: 'run.resumed' },
  cancel: { from: [...ADVANCING, 'paused', 'held', 'failed'], to: 'cancelled', act: 'run.cancelled' },
  resubmit: { from: ['failed'], to: 'running', act: 'run.resubmitted' },
};

export const canAdvance = (state: RunState) => ADVANCING.includes(state);
