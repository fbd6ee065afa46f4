export { allowlist, everyone } from './allowlist.ts';
export { type Arrived, readersOf, storeEvent } from './arrived.store.ts';
export { assumeSignedWith } from './begin.store.ts';
export { deadLinks } from './begin.ts';
export { ring, sendingGate, skipUnsent } from './control.ts';
export { type CopyPurpose, sendCopies } from './copy.ts';
export type { DeliveryDeps, EditionMail, FeedbackDeps } from './deps.ts';
export { editionHead, type From, openDraftMail, openEditionMail } from './edition-mail.ts';
export { whyHeld } from './evidence.store.ts';
export { applyEvents } from './feedback.ts';
export { forgetMail } from './forget.store.ts';
export {
  endHindrance,
  hindrancesOf,
  noteHindrance,
} from './hindrance.store.ts';
export { interruptLeases } from './lease.store.ts';
export { type Answer, closedMailer, type Mailer, type OutgoingMail } from './mailer.ts';
export { fillTemplate, type MailHead, mailTemplate } from './mime.ts';
export { type NoticeContent, type NoticeDeps, sendNotice } from './notice.ts';
export { type Outages, outagesOf, waitsForSes } from './outage.ts';
export { createPacer, type Pacer, type Permit } from './pacer.ts';
export { askRamp, type PlanOptions, planAgain, planDeliveries } from './plan.ts';
export { type PopularChoice, popularChoices } from './popular.ts';
export { countNotices, postNotice, removeNotices, withholdNotice } from './post.store.ts';
export { announceVoid, remindApprovers } from './remind.ts';
export { type DeliveryReport, deliveryReport } from './report.ts';
export { retainMail } from './retain.ts';
export { sendBatch } from './send-batch.ts';
export { tellReaders } from './send-telling.ts';
export { type SweepDeps, sweepDeliveries, type UnknownPolicy } from './sweep.ts';
export { countTold } from './tell.store.ts';
export {
  type AskedTelling,
  announceTelling,
  approveTelling,
  askTelling,
  type Change,
  dropTelling,
} from './tell.ts';
export { listUnknown, onlyUnknown, type UnknownDelivery } from './unknown.store.ts';
export { closeUnknown, replanSimulated, resendRejected, resendUnknown } from './unknown.ts';
