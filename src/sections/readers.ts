import type { Actor, Db, SectionId, SectionSlug } from '../core/index.ts';

export type ReaderCounts = {
  /** Readers (active, or waiting to confirm) who chose the section by name. */
  readonly chose: number;
  /** Of those, who have the section that it is merged into already. */
  readonly haveBoth: number;
  /** Of those, who chose nothing else. */
  readonly onlyThis: number;
  /** Active readers of all sections: nothing changes for their choice. */
  readonly all: number;
};

type Named = { readonly id: SectionId; readonly slug: SectionSlug };

/** What has happened to a section, as its readers' choices and ledgers take it. */
export type SectionNews =
  | { readonly kind: 'renamed' | 'retired'; readonly section: Named }
  | { readonly kind: 'merged'; readonly section: Named; readonly into: Named };

/** What the room of the readers does about it; bound where the house is composed. */
export type SectionReaders = {
  count(db: Db, section: SectionId, into?: SectionId): Promise<ReaderCounts>;
  /** Moves the choices of those who still have the section, and tells their ledgers; may be called again for who is late. */
  follow(tx: Db, news: SectionNews, on: { by: Actor; at: Date }): Promise<void>;
};
