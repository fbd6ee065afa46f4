import type { ColumnType, Generated } from 'kysely';
import type { Grammar } from '../grammar.ts';
import type { EditionNumber, SectionSlug } from '../ids.ts';
import type { ArticleLink, Contact } from './articles.ts';
import type { Stamp } from './stamp.ts';

/** What a correction puts in place of the snapshot's words; the image stays as it was sent. */
export type CorrectedText = {
  headline: string;
  summary: string;
  /** Markdown. */
  body: string;
  organisation?: string;
  contact?: Contact;
  links: ArticleLink[];
  /** BCP 47; absent = that of its section or edition. */
  language?: string;
};

/** Append-only. The latest one of an article is what readers see. */
export type CorrectionTable = {
  id: Generated<number>;
  edition_number: EditionNumber;
  /** The slug that the article has in the snapshot: its identity for ever. */
  article: string;
  /** The slug that its address has from now on. */
  slug: string;
  content: ColumnType<CorrectedText, string, never>;
  /** Which reading of Markdown prints its body. */
  grammar: ColumnType<Grammar, Grammar | undefined, never>;
  /** What was wrong, in a sentence that readers see. */
  note: string;
  made_by: string;
  made_at: Stamp;
};

/** One row for each article that readers can find, as it stands now: for search and for lists by section. */
export type PublishedArticleTable = {
  edition_number: EditionNumber;
  article: string;
  slug: string;
  section: SectionSlug;
  /** Its place in the edition, from 0. */
  ordinal: number;
  headline: string;
  summary: string;
  organisation: string;
  /** Plain text. */
  body: string;
  /** BCP 47, as the nearest of article, section and edition says; null = none of them does. */
  language: string | null;
  search: ColumnType<string, never, never>;
};

/** One time that an article of an approved edition was down. Written once, and once more when it is put back. */
export type TakedownTable = {
  id: Generated<number>;
  edition_number: EditionNumber;
  /** The slug that the article has in the snapshot. */
  article: string;
  /** For the record; readers do not see it. */
  reason: string;
  /** A sentence that readers see in the article's place; null = that it was taken down, and when. */
  notice: string | null;
  taken_by: string;
  taken_at: Stamp;
  put_back_by: string | null;
  put_back_at: Stamp | null;
};
