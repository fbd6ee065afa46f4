export { acknowledgeRun } from './acknowledge.ts';
export type { Action } from './actions.store.ts';
export { advance } from './advance.ts';
export { backupFlow } from './backup-flow.ts';
export { type BoundFlows, bindFlows, type Performed, performs } from './bound.ts';
export { runByHand } from './by-hand.ts';
export {
  ensureRun,
  lookAfresh,
  nothingFailed,
  resubmitRun,
  resubmitRunNumbered,
  startRun,
  wakeRun,
} from './control.ts';
export { FLOWS, flowNamed } from './definitions.ts';
export type { FlowDeps } from './deps.ts';
export { differencesOf, type Leaf, leavesOf, type ValueDifference } from './differences.ts';
export { doctorFlow } from './doctor-flow.ts';
export { editionFlow } from './edition-flow.ts';
export { feedsFlow } from './feeds-flow.ts';
export {
  type ActionContext,
  type ActionHandler,
  type ActionOutcome,
  defineFlow,
  type FlowDefinition,
  hasEnded,
} from './flow.ts';
export { forgetAddresses } from './forget.store.ts';
export type { FlowNow, FlowsPort } from './now.ts';
export { type Recurring, startDueFlow } from './recur.ts';
export { forgetUnchangedRuns } from './retain.store.ts';
export { retentionFlow } from './retention-flow.ts';
export { listRuns, listSlots, type RunHistory, runBefore, showRun } from './runs.ts';
export { beginForSlot, editionsBegunBySlots, runsOfSlots, type SlotRun } from './slot-runs.store.ts';
export {
  answerSlot,
  askedSlots,
  isAsked,
  type Slot,
  slotsAt,
  takeKnownSlots,
} from './slots.store.ts';
export {
  cancelRun,
  cancelRunNumbered,
  endRun,
  type Gate,
  pauseRun,
  resumeRun,
  rewindRun,
  runControl,
  type StopDeps,
} from './stop.ts';
export { stoppedRuns } from './stopped.store.ts';
export { type EditionRun, findRunOfEdition, openRuns, type Run, selectRuns } from './store.ts';
export { turnFlow } from './switch.ts';
export { type FlowSwitch, switchOf } from './switches.store.ts';
export { type DueSlot, startDue, type TriggerDeps } from './trigger.ts';
