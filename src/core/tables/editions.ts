import type { ColumnType, Generated } from 'kysely';
import type { Actor } from '../actor.ts';
import type { ContentHash, EditionNumber, PersonId, SectionSlug } from '../ids.ts';
import type { ByLanguage } from './articles.ts';
import type { Stamp } from './stamp.ts';

export type EditionState =
  | 'planned'
  | 'assembled'
  | 'approved'
  | 'sending'
  | 'sent'
  | 'published'
  | 'cancelled';

/** The label under which a section appears in one edition. */
export type EditionSection = {
  slug: SectionSlug;
  label: string;
  description: string;
  colour?: string;
  /** BCP 47; absent = the edition's. */
  language?: string;
};

/** An edition's own words in another language; what is not here is as the edition itself has it. */
export type EditionTranslation = {
  cover?: string;
  title?: string;
  strapline?: string;
  preheader?: string;
  publisher?: string;
  /** Markdown. */
  welcome?: string;
  /** By slug. */
  sections?: Readonly<Record<string, { label?: string; description?: string }>>;
};

export type EditionTable = {
  number: EditionNumber;
  state: EditionState;
  /** The cover date as printed, for example "August 2017"; not the publishing date. */
  cover: string;
  title: string;
  strapline: string;
  preheader: string | null;
  /** What the subject of its mails says; null = title, cover date and number. */
  subject: Generated<'stories' | null>;
  publisher: string;
  mailbox: string;
  welcome: string;
  /** BCP 47; null = the theme's. */
  language: Generated<string | null>;
  sections: ColumnType<EditionSection[], string, string>;
  /** null = there are none. */
  translations: ColumnType<
    ByLanguage<EditionTranslation> | null,
    string | null | undefined,
    string | null | undefined
  >;
  approved_by: string | null;
  created_at: Stamp;
  assembled_at: Stamp | null;
  /** When its sending may begin, once it is approved; null = nobody has said. */
  send_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  /** The send date of which operators were told that nobody has approved it yet. */
  warned_of: ColumnType<Date | null, null | undefined, Date | null>;
  /** For how long its sending is held once its time has come, so that it can be stopped: as the desk asks. */
  hold_minutes: Generated<number>;
  approved_at: Stamp | null;
  sent_at: Stamp | null;
  published_at: Stamp | null;
  /** It was approved, and is open to changes again until somebody assembles or approves it. */
  reopened_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
};

/** A view: of each edition that is approved, the frozen content that counts, which is the latest. */
export type SnapshotTable = {
  edition_number: EditionNumber;
  hash: ContentHash;
  /** Canonical JSON text: exactly the bytes that were hashed. */
  content: string;
  created_at: Stamp;
};

/** Each content that an edition was approved with; a trigger refuses UPDATE and DELETE. */
export type EditionSnapshotTable = SnapshotTable & { id: Generated<number> };

/** Append-only. An approval counts for the hash that it was given to, whenever the edition has that. */
export type ApprovalTable = {
  id: Generated<number>;
  edition_number: EditionNumber;
  /** Of the snapshot, the theme and the compiled mail; the snapshot's own where that alone was covered. */
  hash: ContentHash;
  snapshot_hash: ContentHash;
  actor: ColumnType<Actor, string, never>;
  at: Stamp;
  /** What the approver said with it. */
  words: string | null;
  /** Why nobody else could be asked; another person looks at it afterwards. */
  alone_reason: string | null;
  /** The mailed link by which it was given; null = at the desk or by a command. */
  link_id: ColumnType<number | null, number | null | undefined, never>;
};

/** Append-only. What was put before the approvers. */
export type ApprovalRequestTable = {
  id: Generated<number>;
  edition_number: EditionNumber;
  /** Of the content, whatever its date. */
  content_key: ContentHash;
  mail: ContentHash;
  content: ColumnType<unknown, string, never>;
  at: Stamp;
};

/** Who was asked to approve an edition by a mailed link. */
export type ApprovalLinkTable = {
  id: Generated<number>;
  edition_number: EditionNumber;
  /** Somebody of the desk; null = a guest. */
  person_id: PersonId | null;
  /** null = past retention. */
  email: string | null;
  /** Lower-cased `email`. */
  email_key: string | null;
  /** What whoever asked calls them. */
  name: string | null;
  /** Of the content when they were asked. */
  content_key: ContentHash;
  /** Goes into the token with the key, so that an id that is used again after a restore makes another. */
  salt: string;
  /** SHA-256 of the token in the link. */
  token_hash: string;
  asked_by: ColumnType<Actor, string, never>;
  asked_at: Stamp;
  revoked_by: ColumnType<Actor | null, null | undefined, string>;
  revoked_at: ColumnType<Date | null, null | undefined, Date>;
  /** When they were asked last: at first, or since the content changed. null = not yet, or by the version before. */
  told_at: ColumnType<Date | null, null | undefined, Date>;
  /** When they were reminded last, of what they were asked before that. */
  reminded_at: ColumnType<Date | null, null | undefined, Date>;
  /** In whose place they are asked; null = for themselves. */
  deputy_for: ColumnType<PersonId | null, PersonId | null | undefined, never>;
};

/** Append-only. An approver did not approve, and said why. */
export type SendBackTable = {
  id: Generated<number>;
  edition_number: EditionNumber;
  link_id: number | null;
  content_key: ContentHash;
  content: ColumnType<unknown, string, never>;
  actor: ColumnType<Actor, string, never>;
  at: Stamp;
  words: string;
};

/** Append-only. Another person has looked at what somebody approved alone. */
export type SecondLookTable = { approval_id: number; actor: ColumnType<Actor, string, never>; at: Stamp };

/** Append-only. An approved edition was opened to changes again. */
export type ReopeningTable = {
  id: Generated<number>;
  edition_number: EditionNumber;
  actor: ColumnType<Actor, string, never>;
  at: Stamp;
  reason: string;
};

/** What was found when an edition was looked over, with the hash of all that was looked at. */
export type PreflightTable = {
  edition_number: EditionNumber;
  content_key: ContentHash;
  report: ColumnType<unknown, string, string>;
  checked_at: Stamp;
};

/** The edition compiled once for mail; sending splices variants from it and never loads MJML. */
export type RenderingTable = {
  edition_number: EditionNumber;
  snapshot_hash: ContentHash;
  /** Of the options that went into the rendering (public address, theme): a change compiles anew. */
  options_hash: ContentHash;
  compiled: ColumnType<unknown, string, string>;
  created_at: Stamp;
};

/** The mail around one article, compiled once for each look. */
export type MailShellTable = {
  /** Hash of all that it depends on. */
  key: string;
  html: string;
  made_at: Stamp;
};
