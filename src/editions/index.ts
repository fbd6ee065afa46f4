// The corridor runs one way: rendering knows articles through their editions.
export { type BodyRemark, readBody } from '../articles/index.ts';
export { cancelEdition, markPublished, markSending, markSent } from './advance.ts';
export { type ApprovalKeys, linkToken } from './approval-link.ts';
export {
  type ApprovalLink,
  emptyLinks,
  markTold,
  type SendBack,
  selectLink,
  selectLinks,
  selectSendBacks,
} from './approval-links.store.ts';
export {
  type Approval,
  type LookedAt,
  selectApprovals as listApprovals,
  selectLastEditor,
  selectLookedAt,
  selectReopening,
  selectReopenings,
} from './approvals.store.ts';
export { approvalHash, approveEdition, type CompileMail } from './approve.ts';
export { type ApprovalRule, approvalRule, type Hand, whyNotApprover } from './approver.ts';
export { differsFromRequest, putBeforeApprovers } from './ask.ts';
export { makeLink, type ToAsk } from './ask-approval.ts';
export { askPeople } from './ask-people.ts';
export { approvalsAsked } from './asked.store.ts';
export { assembleEdition } from './assemble.ts';
export { type BodyPlaces, bodyPlaces } from './body-places.ts';
export { changePage, type PageChange, pageKey, pageOf } from './change-page.ts';
export {
  addSection,
  type MoveTo,
  moveArticleWithin,
  moveSection,
  removeSection,
} from './change-sections.ts';
export { changesBetween } from './changes.ts';
export { takeWarning, unapprovedToBeSent, unapprovedWithDate } from './date-near.store.ts';
export { contentKey, draftSnapshot, loadSnapshot } from './draft.ts';
export { advanceEdition, hasBegun, isFrozen, moveEdition } from './edition.ts';
export { readCorrection } from './folder/correction.ts';
export { imagesOf, snapshotForPrint } from './images.ts';
export { type FolderReport, importEditionFolder } from './import.ts';
export { type EditionSummary, listEditions, loadEdition, nextPlannedEdition } from './list.ts';
export { lookAgain } from './look.ts';
export { articleSnapshot } from './one-article.ts';
export { type OpenedLink, openApprovalLink } from './open-link.ts';
export { planEdition } from './plan.ts';
export { reopenEdition } from './reopen.ts';
export { type RestoredApproval, restoreApproval } from './restore.ts';
export { revokeApprovalLink } from './revoke-approval.ts';
export {
  beginsAt,
  rescheduleEdition,
  scheduleEdition,
  scheduleSending,
  sendFrom,
  stopSending,
  unscheduleEdition,
} from './schedule.ts';
export { sendBackEdition } from './send-back.ts';
export { type KnownContent, knownContent } from './since.ts';
export type {
  FrozenSnapshot,
  Snapshot,
  SnapshotArticle,
  SnapshotImage,
  SnapshotSection,
} from './snapshot.ts';
export { isDeputyDue, type StandIn, standInFor } from './stand-in.ts';
export { listTakenDown, loadStanding, withoutArticles } from './standing.ts';
export { type EditionRow, lockEdition } from './store.ts';
export { downIn, endTakedown, insertTakedown, selectTakedowns, type Takedown } from './takedowns.store.ts';
export {
  type EditionField,
  type EditionProblem,
  type OwnPage,
  readTypedEdition,
  readTypedNumber,
  type TypedEdition,
  typedEdition,
} from './typed.ts';
