import type { ColumnType, Generated } from 'kysely';
import type { ContentHash, EditionNumber, SectionSlug } from '../ids.ts';
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

export type EditionTable = {
  number: EditionNumber;
  state: EditionState;
  /** The cover date as printed, for example "August 2017"; not the publishing date. */
  cover: string;
  title: string;
  strapline: string;
  preheader: string | null;
  publisher: string;
  mailbox: string;
  welcome: string;
  /** BCP 47; null = the theme's. */
  language: Generated<string | null>;
  sections: ColumnType<EditionSection[], string, string>;
  approved_by: string | null;
  created_at: Stamp;
  assembled_at: Stamp | null;
  /** When its sending may begin, once it is approved; null = nobody has said. */
  send_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  approved_at: Stamp | null;
  sent_at: Stamp | null;
  published_at: Stamp | null;
};

/** The frozen content of an approved edition; a trigger refuses UPDATE and DELETE. */
export type SnapshotTable = {
  edition_number: EditionNumber;
  hash: ContentHash;
  /** Canonical JSON text: exactly the bytes that were hashed. */
  content: string;
  created_at: Stamp;
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
