export { type Actor, actorName, type NamedPerson, type Role, signature } from './actor.ts';
export type { Act, ActName, Acts } from './acts.ts';
export { type Clock, DAY_MS, movableClock, systemClock } from './clock.ts';
export { contrast, isColour, readableOn } from './colour.ts';
export { type Day, day } from './day.ts';
export { type Database, type Db, inTransaction } from './db.ts';
export { documentFacts, linksApart, linkWords, readLinkWords } from './document-link.ts';
export {
  ADDRESS_REMOVED,
  addressKey,
  type EmailAddress,
  parseEmailAddress,
} from './email-address.ts';
export { withoutUnseenEnds } from './email-address-oddities.ts';
export { Fault, type FaultCode, fault, isFault, sentenceOf } from './fault.ts';
export { naming, onFile } from './file-fault.ts';
export type { FlowName } from './flow-names.ts';
export { GRAMMAR, type Grammar } from './grammar.ts';
export { canonicalJson, sha256, uuidUrn } from './hash.ts';
export {
  type ArticleId,
  articleId,
  type ContentHash,
  type DeliveryId,
  deliveryId,
  type EditionNumber,
  editionNumber,
  type FeedId,
  feedId,
  type PersonId,
  personId,
  type RunId,
  runId,
  type SectionId,
  type SectionSlug,
  type SubscriberId,
  sectionId,
  sectionSlug,
  subscriberId,
} from './ids.ts';
export { isVariantWidth, type VariantFormat, variantFormats, variantWidths } from './image-variant.ts';
export {
  fromSource,
  loaderArguments,
  packageFolder,
  packageVersion,
  programFile,
} from './installation.ts';
export { languageName, mayBeIn, parseLanguage } from './language.ts';
export { LEFT_OUT, type LeftOutKind } from './left-out.ts';
export { localDay, localTime, localTimes } from './local-time.ts';
export { type Log, silentLog } from './log.ts';
export { logIds, withLogIds } from './log-ids.ts';
export { mailboxKey } from './mailbox.ts';
export { drawMailedLink, type MailedLinkKeys, mailedLinkHash, mailedLinkToken } from './mailed-link.ts';
export { type Notice, type NoticeKind, type NoticeParams, noticeParams, parseNotice } from './notices.ts';
export { ADVANCING, OPEN_RUNS, OPEN_RUNS_IN_SQL } from './open-runs.ts';
export { inLanguage, listedPaths, outOfLanguage, paths, type SitePath, tokenOfOne } from './paths.ts';
export { asPictures, PICTURES_MOST, picturesOf } from './pictures.ts';
export {
  because,
  inOwnWords,
  readReason,
  readReasons,
  reasonColumns,
  reasonOfError,
  sayReason,
} from './reason-words.ts';
export {
  type EditionVerb,
  type Reason,
  type ReasonCode,
  type ReasonColumns,
  type Reasons,
  reason,
  type Surface,
} from './reasons.ts';
export type { ShownOptions } from './shown-options.ts';
export { inSlices } from './slices.ts';
export { isSlug, plainSlug, slugify } from './slug.ts';
export type { DeputyTable, PersonTable, SignInTable } from './tables/access.ts';
export type { CorrectedText, PublishedArticleTable } from './tables/archive.ts';
export type {
  ArticleImage,
  ArticleLink,
  ArticleNoteTable,
  ArticleProposalTable,
  ArticleState,
  ArticleStatus,
  ArticleTable,
  ArticleTranslation,
  ArticleVersionTable,
  ByLanguage,
  Contact,
  FeedTable,
  ImageMediaType,
  ImageTable,
  ImageVariantTable,
  VersionContent,
  WorkingCopyTable,
} from './tables/articles.ts';
export type { BankHolidayTable, CalendarEntryTable, CalendarTellingTable } from './tables/calendar.ts';
export type { ContributionTable } from './tables/contributions.ts';
export type { DeliveryState, NoticeTable, TellingContent, TellingTable, Through } from './tables/delivery.ts';
export type {
  ApprovalLinkTable,
  ApprovalTable,
  EditionSection,
  EditionState,
  EditionTable,
  EditionTranslation,
  SendBackTable,
} from './tables/editions.ts';
export type {
  ActionState,
  ActionTable,
  AttemptTable,
  FlowRunTable,
  RunState,
  SlotTable,
} from './tables/flows.ts';
export type { LinkOutcome } from './tables/links.ts';
export type { ProcessTable } from './tables/settings.ts';
export type { SubscriberState, SubscriberTable } from './tables/subscribers.ts';
export { cleanDeep, cleanText, forbiddenCharacter, hasHalfCharacter, oneLine } from './text.ts';
export { told } from './told.ts';
export {
  FURTHER,
  PICTURE_FIELDS,
  TYPED_FIELDS,
  type Typed,
  type TypedField,
  type TypedProblem,
} from './typed-article.ts';
export { atWall, type Wall, wallOf } from './wall.ts';
export { within } from './within.ts';
