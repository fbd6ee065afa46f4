import type {
  ArticleLink,
  ArticleTranslation,
  ByLanguage,
  Contact,
  ContentHash,
  EditionNumber,
  EditionTranslation,
  Grammar,
  SectionSlug,
} from '../core/index.ts';

/** An image as it stands in a snapshot; its bytes are the row of `images` with this hash. */
export type SnapshotImage = {
  hash: ContentHash;
  alt: string;
  caption?: string;
  mediaType: string;
  width: number;
  height: number;
  /** Length of the file in octets, for feed enclosures. */
  octets: number;
  /** Only where it is printed, never frozen: no smaller still copies are offered of it. */
  animated?: boolean;
};

export type SnapshotArticle = {
  /** Unique within the edition; the article's address is `/editions/<number>/<slug>`. */
  slug: string;
  headline: string;
  summary: string;
  /** Markdown. */
  body: string;
  organisation?: string;
  /** ISO 8601 date, `2026-11-24`. */
  publishedOn?: string;
  /** BCP 47; absent = its section's, and where that says none the edition's. */
  language?: string;
  contact?: Contact;
  image?: SnapshotImage;
  /** Those after `image`, never empty; absent also in all that was frozen before an article could have several. */
  pictures?: SnapshotImage[];
  links: ArticleLink[];
  /** Absent = there are none, as in all that was frozen before there could be. */
  translations?: ByLanguage<ArticleTranslation>;
  /** Only where it is printed, never frozen: the language (BCP 47) in which alone it is, where a reader's is another. */
  onlyIn?: string;
};

export type SnapshotSection = {
  slug: SectionSlug;
  label: string;
  description: string;
  /** `#rrggbb`; absent = the theme's accent colour. */
  colour?: string;
  /** BCP 47, of its words and articles; absent = the edition's. */
  language?: string;
  /** Never empty: a section with no article is not part of the snapshot. */
  articles: SnapshotArticle[];
};

/**
 * The frozen content of an approved edition. Mail, text, archive page and every feed are pure functions of it.
 * Plain JSON: it is stored as canonical JSON and hashed (SHA-256) over those bytes.
 */
export type Snapshot = {
  /** Which reading of Markdown prints it, for ever; absent = the first. */
  grammar?: Grammar;
  number: EditionNumber;
  cover: string;
  title: string;
  strapline: string;
  preheader?: string;
  /** What the subject of its mails says; absent = the title, the cover date and the number. */
  subject?: 'stories';
  publisher: string;
  mailbox: string;
  /** Markdown. */
  welcome: string;
  /** BCP 47; absent = nobody has said: the theme's, as for all that was frozen before languages were. */
  language?: string;
  sections: SnapshotSection[];
  /** Of its own words and its sections'; absent = there are none. */
  translations?: ByLanguage<EditionTranslation>;
  /** Only where it is printed, never frozen: which of its own words are in another language (BCP 47) than `language`. */
  spokenIn?: SpokenIn;
  /** ISO 8601 instant at which it was approved: the date that pages and feeds carry. */
  approvedAt: string;
};

export type SpokenIn = Partial<
  Record<'cover' | 'title' | 'strapline' | 'preheader' | 'publisher' | 'welcome', string>
>;

/** A snapshot with the hash of its canonical JSON. */
export type FrozenSnapshot = { hash: ContentHash; snapshot: Snapshot };
