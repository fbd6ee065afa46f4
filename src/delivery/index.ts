export { allowlist, everyone } from './allowlist.ts';
export type { Became } from './breakdown.store.ts';
export { type Breakdown, binWidth, deliveryFigures, sentBySection, sumOf } from './breakdown.ts';
export { countSentSince } from './control.store.ts';
export { ring, sendingGate, skipUnsent } from './control.ts';
export type { Decision, DoubtDecision } from './decision.ts';
export type { DeliveryDeps, EditionMail, FeedbackDeps, Journal } from './deps.ts';
export { type Arrived, readersOf, storeEvent } from './feedback/arrived.store.ts';
export { whyHeld } from './feedback/evidence.store.ts';
export { applyEvents } from './feedback/feedback.ts';
export { type OverThreshold, overThresholds } from './feedback/over-threshold.ts';
export { forgetMail, forgetStoryNotices } from './forget.store.ts';
export {
  endHindrance,
  hindrancesOf,
  noteHindrance,
} from './hindrance.store.ts';
export { type InLanguage, mailsByLanguage } from './languages.ts';
export { editionHead, type From, openDraftMail, openEditionMail } from './mail/edition-mail.ts';
export { fillTemplate, type MailHead, mailTemplate } from './mail/mime.ts';
export { closedMailer, type Mailer, type OutgoingMail, type SesAnswer } from './mailer.ts';
export { sendCanaries, sendTestCopies } from './notices/copy.ts';
export type { NoticeContent, NoticeDeps } from './notices/deps.ts';
export { sendNotice } from './notices/notice.ts';
export {
  countNotices,
  postAlarm,
  postNotice,
  postSignIn,
  postStoryNotice,
  removeNotices,
  withholdNotice,
} from './notices/post.store.ts';
export {
  announceVoid,
  remindApprovers,
  remindOfChanges,
  remindOfDate,
  type ToTell,
  tellAskers,
} from './notices/remind.ts';
export { tellReaders } from './notices/send-telling.ts';
export { countTold } from './notices/tell.store.ts';
export {
  type ArticleChange,
  type AskedTelling,
  announceTelling,
  approveTelling,
  askTelling,
  countToTell,
  dropTelling,
} from './notices/tell.ts';
export { lastSignInMail, noticeState, singleMailsWait } from './notices/trouble.store.ts';
export { presentOutage } from './pace/outage.store.ts';
export { type Outages, outagesOf, waitsForSes } from './pace/outage.ts';
export { readQuota as knownQuota } from './pace/pace.store.ts';
export { createPacer, type Pacer, type Permit } from './pace/pacer.ts';
export { askRamp, type PlanOptions, planAgain, planDeliveries } from './plan/plan.ts';
export { audienceBySection, countReadersOf, type PopularChoice, popularChoices } from './plan/popular.ts';
export { recallNotices } from './recall/notices.ts';
export { type RecallDeps, recallMails } from './recall/recall.ts';
export { type DeliveryReport, deliveryReport } from './report.ts';
export { retainMail } from './retain.ts';
export { assumeSignedWith } from './send/begin.store.ts';
export { deadLinks } from './send/begin.ts';
export { interruptLeases } from './send/lease.store.ts';
export { sendBatch } from './send/send-batch.ts';
export { listUnknown, onlyUnknown, type UnknownDelivery } from './send/unknown.store.ts';
export {
  closeUnknown,
  countSimulated,
  replanSimulated,
  resendRejected,
  resendUnknown,
} from './send/unknown.ts';
export { type SweepDeps, sweepDeliveries, type UnknownPolicy } from './sweep.ts';
export { type MailsInDoubt, mailsInDoubt, type WaitingTelling, waitingTellings } from './waits.store.ts';
