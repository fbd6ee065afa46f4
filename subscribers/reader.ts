import type {
  Actor,
  Clock,
  Database,
  EmailAddress,
  SectionSlug,
  SubscriberId,
  SubscriberState,
} from '../src/core/index.ts';
import type { JobQueue } from '../src/jobs/index.ts';
import type { Elsewhere } from './elsewhere.ts';
import type { SecretKeys } from './tokens.ts';

/** What a reader is sent: every section there is and will be, or exactly these. */
export type Choice = 'all' | readonly SectionSlug[];
export type MailFormat = 'html' | 'text';

/** What the pages of a reader, support and the command line may know. */
export type Reader = {
  readonly id: SubscriberId;
  readonly state: SubscriberState;
  /** Why the state is what it is, for example `left` or `hard bounce`. */
  readonly stateReason: string | null;
  /** Null once erased or past retention. */
  readonly email: EmailAddress | null;
  readonly name: string | null;
  readonly organisation: string | null;
  readonly choice: Choice;
  readonly format: MailFormat;
  /** The name of a catalogue, as the reader chose it; null = the publication's own. */
  readonly language: string | null;
  readonly pausedUntil: Date | null;
  /** Asked for and not yet confirmed from the new mailbox. */
  readonly newEmail: string | null;
  readonly leftAt: Date | null;
  readonly consentAt: Date | null;
  /** Where it was given, in the words of the form or of an imported list. */
  readonly consentSource: string | null;
  readonly createdAt: Date;
  /** Goes into `readerLinks` and `feedToken`. */
  readonly linkVersion: number;
};

/** What every verb on a reader needs. */
export type ReaderDeps = {
  db: Database;
  clock: Clock;
  queue: JobQueue;
  keys: SecretKeys;
  elsewhere: Elsewhere;
};

/** What a verb needs that mails a confirm link: those wait their turn when there are more than this in an hour. */
export type SignUpDeps = ReaderDeps & { noticesPerHour: number };

/** How something came about: kept for ever in the ledger. */
export type Source =
  | 'sign-up form'
  | 'confirm page'
  | 'preferences page'
  | 'address page'
  | 'unsubscribe page'
  | 'one-click'
  | 'csv import'
  | 'command line'
  | 'desk'
  | 'amazon ses'
  | 'retention'
  /** A journal outside the database, after a restore. */
  | 'journal';

/** Of what is on record as somebody's act beside the ledger. */
export type HowBy = How & { readonly by: Actor };

/** Where a change came from, and the version of the words that the reader saw (`wording.ts`); null = no words. */
export type How = {
  readonly source: Source;
  readonly wording: string | null;
  /** In which language they stood there: the name of a catalogue. */
  readonly language?: string | undefined;
};
