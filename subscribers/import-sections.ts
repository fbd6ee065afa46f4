import { type Db, fault, isSlug, type SectionId, type SectionSlug } from '../src/core/index.ts';
import type { ReadSections } from './import-row.ts';
import { type BookedSection, liveSection, type SectionBook } from './section-book.ts';
import { hasEditions, insertTrustedSections, loadSectionBook } from './sections.store.ts';

const MOST_ON_TRUST = 100;

/**
 * Which sections an import may name. Once an edition has been imported: those that there are. Before that nobody can
 * know them, and refusing would lose readers' choices: slugs are taken on trust, and the edition's folder brings their
 * labels later.
 */
export async function sectionsForImport(db: Db) {
  let book = await loadSectionBook(db);
  const onTrust = !(await hasEditions(db));
  const added = new Set<string>();
  return {
    /** Sections that this import has brought, in the order of their first row. */
    added: added as ReadonlySet<string>,
    read: ((slugs) =>
      choose(slugs.map((slug) => liveSection(book, slug) ?? unknownSection(book, slug)))) as ReadSections,
    /** Registers what the next rows name, if it may. */
    async meet(cells: Iterable<string>): Promise<void> {
      if (!onTrust) return;
      const fresh = freshSlugs(book, cells).slice(0, MOST_ON_TRUST - book.live.length);
      if (fresh.length === 0) return;
      await insertTrustedSections(db, fresh as SectionSlug[]);
      for (const slug of fresh) added.add(slug);
      book = await loadSectionBook(db);
    },
  };
}

function choose(sections: readonly BookedSection[]): ReturnType<ReadSections> {
  const byId = new Map<SectionId, SectionSlug>(sections.map((section) => [section.id, section.slug]));
  const ids = [...byId.keys()].sort((a, b) => a - b);
  return { choice: { all_sections: false, sections: ids }, slugs: ids.flatMap((id) => byId.get(id) ?? []) };
}

function freshSlugs(book: SectionBook, cells: Iterable<string>): string[] {
  const slugs = new Set<string>();
  for (const cell of new Set(cells)) {
    for (const slug of cell.split(';').map((part) => part.trim().toLowerCase())) {
      if (isSlug(slug) && !book.find(slug)) slugs.add(slug);
    }
  }
  return [...slugs];
}

function unknownSection(book: SectionBook, slug: string): never {
  const retired = book.find(slug) ? `The section "${slug}" has ended.` : `There is no section "${slug}".`;
  const valid = book.live.map((section) => section.slug).join(', ');
  throw fault('invalid', `${retired} The sections are: ${valid || 'none'}.`);
}
