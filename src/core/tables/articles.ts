import type { ColumnType, Generated } from 'kysely';
import type { ArticleId, ContentHash, EditionNumber, FeedId, SectionId, SectionSlug } from '../ids.ts';
import type { Stamp } from './stamp.ts';

export type ArticleState = 'draft' | 'submitted' | 'accepted' | 'published' | 'declined' | 'withdrawn';
export type Contact = { name?: string; role?: string; email?: string; phone?: string; url?: string };
/** `hash` names a row of `images`. */
export type ArticleImage = { hash: ContentHash; alt: string; caption?: string };
export type ArticleLink = { text: string; url: string };

/** A topic that a subscriber can choose. Id and slug never change; the label may. */
export type SectionTable = {
  id: Generated<SectionId>;
  slug: SectionSlug;
  label: string;
  description: string;
  colour: string | null;
  position: number;
  retired_at: Stamp | null;
  merged_into: SectionId | null;
  /** BCP 47, of label and description; null = nobody has said. */
  language: Generated<string | null>;
};

export type ArticleTable = {
  id: Generated<ArticleId>;
  /** Set when the article belongs to an edition; several articles of one edition never share a slug. */
  edition_number: EditionNumber | null;
  slug: string;
  section_id: SectionId;
  state: ArticleState;
  headline: string;
  summary: string;
  body: string;
  organisation: string | null;
  /** Order inside its section; articles without one come last, oldest first. */
  position: number | null;
  published_on: ColumnType<string | null, string | null | undefined, string | null>;
  contact: ColumnType<Contact | null, string | null | undefined, string | null>;
  image: ColumnType<ArticleImage | null, string | null | undefined, string | null>;
  links: ColumnType<ArticleLink[], string | undefined, string>;
  source: 'folder' | 'feed' | 'form';
  /** Folder: the file's name. Feed: the item's guid. */
  source_key: string | null;
  feed_id: FeedId | null;
  /** Folder: the line of the file on which the body starts; null when an older version imported it. */
  body_line: Generated<number | null>;
  decline_reason: string | null;
  /** BCP 47; null = that of its section or edition. */
  language: Generated<string | null>;
  /** Sentences for whoever judges the article: what of a partner's item was flattened, cut or left out. */
  notes: ColumnType<string[], string | undefined, string>;
  created_at: Stamp;
  updated_at: Stamp;
};

export type ImageMediaType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';

/** Images by the hash of the bytes that came, kept in the database so that every machine serves the same. */
export type ImageTable = {
  hash: ContentHash;
  media_type: ImageMediaType;
  width: number;
  height: number;
  /** What is served: the image alone, made anew from the bytes that came. */
  bytes: Buffer;
  animated: Generated<boolean>;
  /** Which cleaning made the bytes; 0: they are as they came, stored before there was one or by a process of that time. */
  cleaning: Generated<number>;
};

/** A smaller copy of an image for web pages; made at first use. */
export type ImageVariantTable = {
  hash: ContentHash;
  /** In pixels. */
  width: number;
  media_type: 'image/avif' | 'image/webp';
  bytes: Buffer;
};

/** A partner's feed that is read into submitted articles. */
export type FeedTable = {
  id: Generated<FeedId>;
  url: string;
  section_id: SectionId;
  title: string | null;
  etag: string | null;
  last_modified: string | null;
  polled_at: Stamp | null;
  /** The latest slot of the recurrence of polling for which it was taken. */
  polled_slot: Stamp | null;
  /** Hashes of items that took too long to read, and are not tried again as they stand. */
  given_up: Generated<string[]>;
  /** One sentence on what went wrong at the last poll; null when it went well. */
  message: string | null;
  /** The same as codes with parameters; null = there is nothing to say, or `message` alone does. */
  remarks: ColumnType<unknown, string | null | undefined, string | null>;
  created_at: Stamp;
  /** No longer read; its row stays so that its items are known if it comes back. */
  removed_at: Stamp | null;
};
