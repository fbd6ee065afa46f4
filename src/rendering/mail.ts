import type { ContentHash, SectionSlug } from '../core/index.ts';

/** What is different for each reader of one variant. The values are absolute https addresses. */
export type ReaderSlot = 'unsubscribe' | 'preferences';

/** The mail for one set of sections of one edition, whole but for the reader's slots. */
export type MailVariant = {
  subject: string;
  /** Absent when the reader asked for plain text. */
  html: string;
  text: string;
  /**
   * The exact text that stands in `html` and `text` in place of each slot. It is drawn anew for each compilation, so
   * no article can hold it. In `html` it always stands inside a double-quoted attribute.
   */
  slots: Record<ReaderSlot, string>;
  /** The sections in it, in the edition's order. */
  sections: SectionSlug[];
};

/** The whole edition compiled once; plain JSON, stored in `renderings`. Its inner shape is rendering's own affair. */
export type CompiledEdition = {
  snapshotHash: ContentHash;
  /** In the edition's order: what a reader's choice is intersected with. */
  sections: SectionSlug[];
  mail: unknown;
  /** The same in the publication's other languages, by their names; absent where it has one. */
  others?: Readonly<Record<string, unknown>>;
};
