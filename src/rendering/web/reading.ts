import type { ContentHash, CorrectedText, EditionNumber, Grammar, SectionSlug } from '../../core/index.ts';
import type { Snapshot, SnapshotArticle } from '../../editions/index.ts';

/** A correction of a published article, with the words that it replaced. */
export type Correction = { at: Date; note: string; before: PrintedText; after: PrintedText };

/** A text with the reading of Markdown that prints it; absent = the first. */
export type PrintedText = CorrectedText & { grammar?: Grammar };

/** The section of an article under the label that its edition gave it. */
export type ReadingSection = {
  slug: SectionSlug;
  label: string;
  description: string;
  colour?: string;
  language?: string;
};

/** An article as readers find it now: the snapshot's words, overlaid with its latest correction. */
export type ReadingArticle = Omit<SnapshotArticle, 'slug'> & {
  grammar?: Grammar;
  /** BCP 47, as the nearest of article, section and edition says; absent = none does, or none that fits. */
  language?: string;
  /** What the article itself says. */
  ownLanguage: string | undefined;
  edition: EditionNumber;
  /** Of its address now; a correction may have renamed it. */
  slug: string;
  /** The slug in the snapshot: its identity for ever. */
  article: string;
  /** Every slug that its address ever had; all of them lead to it. */
  formerSlugs: string[];
  /** `urn:uuid:…`, stable for ever. */
  guid: string;
  section: ReadingSection;
  /** A second before the article that stands before it, so that readers that sort by date keep the edition's order. */
  published: Date;
  /** Newest last. */
  corrections: Correction[];
};

/** An edition as readers find it now. */
export type ReadingEdition = Pick<
  Snapshot,
  | 'grammar'
  | 'number'
  | 'cover'
  | 'title'
  | 'strapline'
  | 'publisher'
  | 'mailbox'
  | 'welcome'
  | 'language'
  | 'spokenIn'
> & {
  hash: ContentHash;
  /** False while it is being sent: it can be opened by its address, but is in no list yet. */
  listed: boolean;
  /** As it would be approved now, marked as such wherever it is printed. */
  draft?: true;
  published: Date;
  /** When it was last corrected, or an article taken down or put back; else `published`. */
  updated: Date;
  /** Without what is down; none of them is empty. */
  sections: (ReadingSection & { articles: ReadingArticle[] })[];
  takenDown: TakenDown[];
};

/** An article that readers may no longer see. */
export type TakenDown = {
  /** Every slug that its address ever had. */
  slugs: string[];
  at: Date;
  /** What the editors want said in its place. */
  notice?: string;
};

/** An edition in a list. */
export type ListedEdition = Pick<
  ReadingEdition,
  'number' | 'cover' | 'title' | 'strapline' | 'published' | 'publisher' | 'mailbox' | 'language'
> & { articles: number; sections: Pick<ReadingSection, 'label' | 'language'>[] };
