// The corridor runs one way: rendering knows articles through their editions.
export { type BodyRemark, readBody } from '../articles/index.ts';
export { cancelEdition, markPublished, markSending, markSent } from './advance.ts';
export {
  type Approval,
  type LookedAt,
  selectApprovals as listApprovals,
  selectLookedAt,
  selectReopening,
} from './approvals.store.ts';
export { approvalHash, approveEdition, type CompileMail } from './approve.ts';
export { type ApprovalRule, whyNotApprover } from './approver.ts';
export { differsFromRequest, putBeforeApprovers } from './ask.ts';
export { assembleEdition } from './assemble.ts';
export { type BodyPlaces, bodyPlaces } from './body-places.ts';
export { contentKey, draftSnapshot, loadSnapshot } from './draft.ts';
export { advanceEdition, hasBegun, isFrozen, moveEdition } from './edition.ts';
export { readCorrection } from './folder/correction.ts';
export { snapshotForPrint } from './images.ts';
export { type FolderReport, importEditionFolder } from './import.ts';
export { type EditionSummary, listEditions, loadEdition, nextPlannedEdition } from './list.ts';
export { lookAgain } from './look.ts';
export { articleSnapshot } from './one-article.ts';
export { reopenEdition } from './reopen.ts';
export { type RestoredApproval, restoreApproval } from './restore.ts';
export { scheduleEdition, sendFrom } from './schedule.ts';
export type {
  FrozenSnapshot,
  Snapshot,
  SnapshotArticle,
  SnapshotImage,
  SnapshotSection,
} from './snapshot.ts';
export { listTakenDown, loadStanding, withoutArticles } from './standing.ts';
export { downIn, endTakedown, insertTakedown, selectTakedowns, type Takedown } from './takedowns.store.ts';
