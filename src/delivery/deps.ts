import type { MailedTo } from '../../subscribers/index.ts';
import type {
  Clock,
  Database,
  EditionNumber,
  EmailAddress,
  Log,
  SectionSlug,
  SubscriberId,
  Through,
} from '../core/index.ts';
import type { JobQueue } from '../jobs/index.ts';
import type { JournalLine, JournalWriter } from '../journal/index.ts';
import type { MailVariant } from '../rendering/index.ts';
import type { Allowlist } from './allowlist.ts';
import type { MailHead } from './mail/mime.ts';
import type { Mailer } from './mailer.ts';
import type { Pacer } from './pace/pacer.ts';
import type { RunControl } from './run-control.ts';

/** The mails of one edition: what a reader's choice is cut to, and the mail of any set of its sections. */
export type EditionMail = {
  slugs: readonly SectionSlug[];
  head: MailHead;
  /** @param language as `languageOf` gives it */
  variant(slugs: readonly SectionSlug[], language?: string): MailVariant;
  /** In which other language than the edition's own a reader gets it. @param own as it is stored of the reader */
  languageOf?(own: string | null): string | undefined;
};

/** The journal outside the database, which knows of each call before Amazon SES does. */
export type Journal = {
  /** A writer of one's own. @throws Fault `conflict` when the database is not the one that the journals know. */
  open(): Promise<JournalWriter>;
  /** Writes at once; returns when it is on disk. `highest`: numbers that leave the house, by sequence. */
  write(lines: readonly JournalLine[], highest?: Readonly<Record<string, number>>): Promise<void>;
  /** The database has forgotten something: all is looked at, and held if it is so. */
  check(): Promise<void>;
};

/** What sending needs from outside. */
export type DeliveryDeps = {
  db: Database;
  clock: Clock;
  queue: JobQueue;
  log: Log;
  runs: RunControl;
  mailer: Mailer;
  /** What `mailer` reaches: it is written down with each delivery. */
  through: Through;
  pacer: Pacer;
  /** With `SENDING=off`: whether another worker sends, so that this one need not stop the run. */
  leaveToOthers?(): Promise<boolean>;
  /** `readerLinks(keys, publicUrl)` of the subscribers. */
  links(id: SubscriberId, linkVersion: number): { unsubscribe: string; preferences: string };
  /** Ids of the signing keys: the first signs, all verify. */
  keyIds: readonly [string, ...string[]];
  /** The keyed hash of the mailbox that an address names, under the newest key. */
  mailbox(address: EmailAddress): string;
  /** Left out only where no restore is to be survived, as in a bench. */
  journal?: Journal;
  editionMail(edition: EditionNumber): Promise<EditionMail>;
  allowed: Allowlist;
  /** Mails at SES at once, and so the most that a kill can leave unknown. */
  concurrency: number;
  /** How long a worker's claim outlives it. */
  leaseSeconds: number;
  /** With a ramp: how long the first readers' bounces are waited for, unless the ramp says it itself. */
  rampWaitMinutes: number;
};

/** What happens to the mailbox of a mail that bounced or was complained about; may be called again and change nothing then. */
export type ReaderFeedback = {
  suppress(to: MailedTo, reason: 'hard bounce' | 'complaint'): Promise<void>;
  noteSoftBounce(to: MailedTo, edition: EditionNumber): Promise<void>;
  /** What counts as a soft bounce has arrived after all. */
  noteArrived(id: SubscriberId, edition: EditionNumber): Promise<void>;
};

export type FeedbackDeps = {
  db: Database;
  clock: Clock;
  log: Log;
  runs: RunControl;
  readers: ReaderFeedback;
  /** The keyed hashes of the mailbox that an address names, one for each key. */
  mailboxes(address: EmailAddress): readonly string[];
};

export type Sender = { name: string; address: EmailAddress };
