import type { DeputyTable, PersonTable, SessionTable, SignInTable } from './access.ts';
import type { ActTable, ConsequenceTable } from './acts.ts';
import type { AlarmTable, AlarmTellingTable } from './alarms.ts';
import type { CorrectionTable, PublishedArticleTable, TakedownTable } from './archive.ts';
import type {
  ArticleNoteTable,
  ArticleProposalTable,
  ArticleTable,
  ArticleVersionTable,
  FeedTable,
  ImageTable,
  ImageVariantTable,
  SectionTable,
  WorkingCopyTable,
} from './articles.ts';
import type {
  BankHolidayTable,
  CalendarAddressTable,
  CalendarEntryTable,
  CalendarTellingTable,
} from './calendar.ts';
import type { ContributionTable } from './contributions.ts';
import type { DeliveryTable, NoticeTable, NoticeTurnTable, SesEventTable, TellingTable } from './delivery.ts';
import type {
  ApprovalLinkTable,
  ApprovalRequestTable,
  ApprovalTable,
  EditionSnapshotTable,
  EditionTable,
  MailShellTable,
  PreflightTable,
  RenderingTable,
  ReopeningTable,
  SecondLookTable,
  SendBackTable,
  SnapshotTable,
} from './editions.ts';
import type {
  ActionTable,
  AttemptTable,
  FlowRunTable,
  FlowSwitchTable,
  RunTable,
  SlotTable,
} from './flows.ts';
import type {
  JournalEntryTable,
  JournalPlaceTable,
  JournalTable,
  RecalledMailTable,
  RestoreHoldTable,
} from './journal.ts';
import type { LinkAnswerTable, LinkCheckTable, RetiredDomainTable } from './links.ts';
import type { RateLimitTable } from './rate-limits.ts';
import type {
  BegunSendingTable,
  ConclusionTable,
  DeliveryTotalTable,
  HindranceTable,
  LeaseTable,
  OutageTable,
  PaceHolderTable,
  PaceTable,
  PlanTable,
  SignedWithTable,
  UnsettledTable,
} from './sending.ts';
import type { ExaminationTable, ProcessTable, SettingTable } from './settings.ts';
import type {
  ConsentTable,
  ReaderImportPartTable,
  ReaderImportRowTable,
  ReaderImportTable,
  SubscriberTable,
  SuppressionLiftTable,
  SuppressionTable,
} from './subscribers.ts';

/** Every table of the schema `public`, for Kysely. */
export type Tables = {
  sections: SectionTable;
  articles: ArticleTable;
  article_versions: ArticleVersionTable;
  working_copies: WorkingCopyTable;
  article_notes: ArticleNoteTable;
  article_proposals: ArticleProposalTable;
  contributions: ContributionTable;
  images: ImageTable;
  image_variants: ImageVariantTable;
  feeds: FeedTable;
  editions: EditionTable;
  snapshots: SnapshotTable;
  edition_snapshots: EditionSnapshotTable;
  approvals: ApprovalTable;
  approval_requests: ApprovalRequestTable;
  approval_links: ApprovalLinkTable;
  send_backs: SendBackTable;
  second_looks: SecondLookTable;
  reopenings: ReopeningTable;
  preflights: PreflightTable;
  link_checks: LinkCheckTable;
  link_answers: LinkAnswerTable;
  retired_domains: RetiredDomainTable;
  renderings: RenderingTable;
  mail_shells: MailShellTable;
  subscribers: SubscriberTable;
  consents: ConsentTable;
  suppressions: SuppressionTable;
  suppression_lifts: SuppressionLiftTable;
  reader_imports: ReaderImportTable;
  reader_import_parts: ReaderImportPartTable;
  reader_import_rows: ReaderImportRowTable;
  deliveries: DeliveryTable;
  ses_events: SesEventTable;
  notices: NoticeTable;
  notice_turns: NoticeTurnTable;
  leases: LeaseTable;
  plans: PlanTable;
  delivery_totals: DeliveryTotalTable;
  pace: PaceTable;
  pace_holders: PaceHolderTable;
  outages: OutageTable;
  hindrances: HindranceTable;
  signed_with: SignedWithTable;
  unsettled: UnsettledTable;
  conclusions: ConclusionTable;
  begun_sendings: BegunSendingTable;
  runs: RunTable;
  flow_runs: FlowRunTable;
  actions: ActionTable;
  attempts: AttemptTable;
  flow_switches: FlowSwitchTable;
  slots: SlotTable;
  calendar_entries: CalendarEntryTable;
  calendar_tellings: CalendarTellingTable;
  bank_holidays: BankHolidayTable;
  calendar_addresses: CalendarAddressTable;
  corrections: CorrectionTable;
  published_articles: PublishedArticleTable;
  takedowns: TakedownTable;
  tellings: TellingTable;
  rate_limits: RateLimitTable;
  settings: SettingTable;
  processes: ProcessTable;
  examinations: ExaminationTable;
  alarms: AlarmTable;
  alarm_tellings: AlarmTellingTable;
  acts: ActTable;
  consequences: ConsequenceTable;
  people: PersonTable;
  deputies: DeputyTable;
  sessions: SessionTable;
  sign_ins: SignInTable;
  journal_places: JournalPlaceTable;
  journals: JournalTable;
  journal_entries: JournalEntryTable;
  restore_holds: RestoreHoldTable;
  recalled_mails: RecalledMailTable;
};
