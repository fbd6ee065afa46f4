import type { Actor, Db, SectionId } from '../src/core/index.ts';
import { openSectionBook, type Section, type SectionReaders } from '../src/sections/index.ts';
import type { LedgerEntry } from './ledger.store.ts';
import type { Source } from './reader.ts';
import {
  countReaders,
  moveReaders,
  noteInLedgers,
  removeReaders,
  sectionCounts,
} from './section-readers.store.ts';

/** A section with how many active readers chose it by name; readers of all sections get it too. */
export type ListedSection = Section & { readonly chosenBy: number; readonly mergedIntoSlug: string | null };

export async function listSectionReaders(db: Db): Promise<{ sections: ListedSection[]; all: number }> {
  const book = await openSectionBook(db);
  const { bySection, all } = await sectionCounts(db);
  const slugOf = (id: SectionId | null) => (id === null ? null : (book.get(id)?.slug ?? null));
  const sections = book.everything.map((section) => ({
    ...section,
    chosenBy: bySection.get(section.id) ?? 0,
    mergedIntoSlug: slugOf(section.mergedInto),
  }));
  return { sections, all };
}

/** How readers follow what becomes of a section. */
export const sectionReaders: SectionReaders = {
  count: countReaders,
  async follow(tx, news, { by, at }) {
    const { section } = news;
    const on = { section, at, how: { source: sourceOf(by), wording: null } };
    await noteInLedgers(tx, on, entryOf(news));
    if (news.kind === 'merged') await moveReaders(tx, { ...on, into: news.into.id });
    if (news.kind === 'retired') await removeReaders(tx, on);
  },
};

function entryOf(news: Parameters<SectionReaders['follow']>[1]): LedgerEntry {
  const detail = { section: news.section.slug };
  switch (news.kind) {
    case 'renamed':
      return { event: 'section renamed', reason: 'section renamed', detail };
    case 'retired':
      return { event: 'sections changed', reason: 'section retired', detail };
    case 'merged':
      return {
        event: 'sections changed',
        reason: 'section merged',
        detail: { ...detail, into: news.into.slug },
      };
  }
}

const sourceOf = ({ kind }: Actor): Source => (kind === 'command' ? 'command line' : 'desk');
