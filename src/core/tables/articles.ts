import type { ColumnType, Generated } from 'kysely';
import type { Actor } from '../actor.ts';
import type {
  ArticleId,
  ContentHash,
  EditionNumber,
  FeedId,
  PersonId,
  SectionId,
  SectionSlug,
} from '../ids.ts';
import type { Stamp } from './stamp.ts';

export type ArticleState = 'draft' | 'submitted' | 'accepted' | 'published' | 'declined' | 'withdrawn';
/** How far an article has got; `held`: it waits for a later edition than the next. */
export type ArticleStatus = ArticleState | 'held';
export type Contact = { name?: string; role?: string; email?: string; phone?: string; url?: string };
/** `hash` names a row of `images`. */
export type ArticleImage = { hash: ContentHash; alt: string; caption?: string };
/** `type` and `octets`: of a document, such as `PDF`, as its author says; both or neither. */
export type ArticleLink = { text: string; url: string; type?: string; octets?: number };

/** By language: a tag of BCP 47 in its canonical form. */
export type ByLanguage<Words> = Readonly<Record<string, Words>>;

/** An article in another language. What is not here is as the article itself has it; its place and its date always are. */
export type ArticleTranslation = {
  headline: string;
  summary: string;
  /** Markdown. */
  body: string;
  organisation?: string;
  contact?: Contact;
  /** Of all of the article's pictures, in their order. */
  pictures?: { alt?: string; caption?: string }[];
  links?: ArticleLink[];
};

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
  /** Those after `image`, which stands first; null = none. */
  pictures: ColumnType<ArticleImage[] | null, string | null | undefined, string | null>;
  links: ColumnType<ArticleLink[], string | undefined, string>;
  /** null = there are none. */
  translations: ColumnType<
    ByLanguage<ArticleTranslation> | null,
    string | null | undefined,
    string | null | undefined
  >;
  source: 'folder' | 'feed' | 'form' | 'desk';
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
  /** Set while it waits for a later edition than the next. */
  held_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  /** Made by the database of the body: what two texts have in common shows in how much of this they share. */
  likeness: ColumnType<number[], never, never>;
  created_at: Stamp;
  updated_at: Stamp;
};

/** What an article says, without its place in the section. */
export type VersionContent = {
  sectionId: SectionId;
  headline: string;
  summary: string;
  /** Markdown. */
  body: string;
  organisation?: string;
  /** ISO 8601 date. */
  publishedOn?: string;
  /** BCP 47; absent = that of its section or edition. */
  language?: string;
  contact?: Contact;
  image?: ArticleImage;
  /** Those after `image`; never empty. */
  pictures?: ArticleImage[];
  links: ArticleLink[];
  /** Absent = there are none. */
  translations?: ByLanguage<ArticleTranslation>;
};

/** Written by triggers whenever what an article says has changed; append-only. */
export type ArticleVersionTable = {
  article_id: ArticleId;
  /** Counts from 1 in each article. */
  number: number;
  content: ColumnType<VersionContent, never, never>;
  /** null = a process of the version before wrote it, or it stood before versions were kept. */
  actor: ColumnType<Actor | null, never, never>;
  at: Stamp;
  /** Through what it came. */
  how: 'folder' | 'feed' | 'form' | 'desk' | 'command';
  /** What its writer says of it. */
  words: string | null;
  /** The version that it brought back. */
  restored: number | null;
};

/** What one editor has typed and not saved: one for each article, and one for an article that is not there yet. */
export type WorkingCopyTable = {
  id: Generated<number>;
  person_id: PersonId;
  /** null = a new one. */
  article_id: ArticleId | null;
  /** The version that it began from; 0 = none. */
  base: number;
  /** As typed, by field. */
  fields: ColumnType<Record<string, string>, string, string>;
  at: Stamp;
};

/** What people of the desk say about an article to each other, or with a decision to its contributor. */
export type ArticleNoteTable = {
  id: Generated<number>;
  article_id: ArticleId;
  actor: ColumnType<Actor, string, never>;
  at: Stamp;
  about: 'note' | 'changes-asked' | 'declined' | 'held';
  words: string;
};

/** A change that a contributor proposes to an accepted article, until an editor takes or leaves it. */
export type ArticleProposalTable = {
  id: Generated<number>;
  article_id: ArticleId;
  headline: string;
  summary: string;
  body: string;
  actor: ColumnType<Actor, string, string>;
  at: Stamp;
  decided_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  taken: ColumnType<boolean | null, boolean | null | undefined, boolean | null>;
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
  /** Since when it cannot be read; null = its last poll went well, or a process of the version before polled it. */
  failing_since: Stamp | null;
  created_at: Stamp;
  /** No longer read; its row stays so that its items are known if it comes back. */
  removed_at: Stamp | null;
};
