export { askAddressChange } from './ask-address-change.ts';
export { changeLanguageFor } from './change-language.ts';
export {
  type Confirmation,
  type ConfirmState,
  confirm,
  renewConfirmation,
  viewConfirmation,
} from './confirm.ts';
export {
  type AddressChange,
  type AddressChangeState,
  confirmAddressChange,
  viewAddressChange,
} from './confirm-address-change.ts';
export { copyAsCsv, copyAsJson, giveCopy, type HeldCopy } from './copy.ts';
export { csvLine } from './csv-cells.ts';
export type { Elsewhere, NoticeTo, Traces } from './elsewhere.ts';
export { erase, eraseAddress } from './erase.ts';
export { exportSubscribers, takeExport } from './export.ts';
export { type FoundSubscriber, findSubscribers, type SubscriberQuery } from './find.ts';
export { findReader, type IdentifyingPurpose, identifyReader } from './identify.ts';
export { type ImportOptions, importSubscribers, type RowOutcome } from './import.ts';
export { FIELDS, type Field } from './import-names.ts';
export { type ImportColumn, previewImport } from './import-preview.ts';
export type { ImportReport } from './import-report.ts';
export {
  canUndo,
  keepOnly,
  type Leaving,
  type LeavingReason,
  leave,
  leavingReasons,
  tellWhy,
  undoLeave,
} from './leave.ts';
export { leaveSection, type SectionLeaving } from './leave-section.ts';
export { type LedgerEvent, type LedgerLine, readLedger } from './ledger.store.ts';
export { leftAfter } from './left-after.store.ts';
export type { ShownLift } from './lift.store.ts';
export { type Lift, liftSuppression } from './lift.ts';
export { languageOfLink } from './link-language.ts';
export { feedToken, isNobodysLink, nobodysLink, type ReaderLinks, readerLinks } from './links.ts';
export { sendPreferencesLink } from './lost-link.ts';
export type { MailedTo } from './mailed-to.ts';
export {
  countSubscribers,
  type MonthOfChanges,
  monthlyChanges,
  readerChoices,
  type SubscriberCounts,
} from './overview.ts';
export { changePreferences, type PreferenceChange } from './preferences.ts';
export type { Choice, How, HowBy, MailFormat, Reader, ReaderDeps, SignUpDeps, Source } from './reader.ts';
export { readerById } from './reader-by-id.ts';
export {
  importParts,
  type OutcomeRow,
  selectOutcomes,
  selectReaderImports,
  waitingReaderImports,
} from './reader-import.store.ts';
export {
  type ImportTelling,
  type ReaderImport,
  readerImport,
  receiveReaderImport,
  startReaderImport,
  tryReaderImport,
} from './reader-import.ts';
export { type RecalledCounts, recallReaders } from './recall.ts';
export { type Retained, type RetentionPeriods, retainSubscribers } from './retain.ts';
export { runReaderImport } from './run-reader-import.ts';
export { type ListedSection, listSectionReaders, sectionReaders } from './section-readers.ts';
export { sendLinkFor } from './send-link.ts';
export { readMails, type ShownMail } from './show.store.ts';
export { noLongerRecorded, type ReaderHistory, type ShownAddress, showAddress, showReader } from './show.ts';
export { endSoftBounces } from './soft-bounce.store.ts';
export { noteArrived, noteSoftBounce } from './soft-bounce.ts';
export { type SignUp, subscribe } from './subscribe.ts';
export {
  type SuppressCause,
  suppress,
  suppressAddress,
} from './suppress.ts';
export { type SuppressReport, suppressFile } from './suppress-file.ts';
export { type DoubtfulReader, listDoubtful, listSuppressed, type StoppedReader } from './suppressed.ts';
export { addressHashes } from './suppression.ts';
export {
  readToken,
  type SecretKey,
  type SecretKeys,
  signToken,
  splitToken,
  type TokenClaim,
  type TokenPurpose,
  type TokenReading,
} from './tokens.ts';
export { suggestAddress } from './typo.ts';
export { type MailOutcome, mailOutcome, mailOutcomes, type StandingThen, standingAt } from './why.ts';
export { currentWording, type WordingVersion, wordingOf } from './wording.ts';
