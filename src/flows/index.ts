export type { Action } from './actions.store.ts';
export { advance, type FlowDeps } from './advance.ts';
export { resubmitRun, startRun, wakeRun } from './control.ts';
export {
  ACTIONS,
  type ActionHandler,
  type ActionHandlers,
  type ActionName,
  type ActionOutcome,
} from './flow.ts';
export { forgetAddresses } from './forget.store.ts';
export { listRuns, listSlots, type RunHistory, showRun } from './runs.ts';
export {
  cancelRun,
  endRun,
  type Gate,
  pauseRun,
  resumeRun,
  rewindRun,
  runControl,
  type StopDeps,
} from './stop.ts';
export { findRunOfEdition, openRuns, type Run } from './store.ts';
export { startDue, type TriggerDeps } from './trigger.ts';
