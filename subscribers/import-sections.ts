import { type Actor, type Db, fault, isSlug, type SectionId, type SectionSlug } from '../src/core/index.ts';
import { openSectionBook, registerSlugs, type Section, type SectionBook } from '../src/sections/index.ts';
import { sectionNames } from './import-cells.ts';
import type { ReadSections } from './import-row.ts';
import { plainName } from './plain-name.ts';
import { hasEditions } from './sections.store.ts';

const MOST_ON_TRUST = 100;

/**
 * Which sections an import may name. Once an edition has been imported: those that there are. Before that nobody can
 * know them, and refusing would lose readers' choices: slugs are taken on trust, and the edition's folder brings their
 * labels later.
 */
export async function sectionsForImport(db: Db, on: { by: Actor; at: Date }) {
  let book = await openSectionBook(db);
  const onTrust = !(await hasEditions(db));
  const added = new Set<string>();
  return {
    /** Sections that this import has brought, in the order of their first row. */
    added: added as ReadonlySet<string>,
    read: ((names) =>
      choose(names.map((name) => meant(book, name) ?? unknownSection(book, name)))) as ReadSections,
    /** Registers what the next rows name, if it may. */
    async meet(cells: Iterable<string>): Promise<void> {
      if (!onTrust) return;
      const fresh = freshSlugs(book, cells).slice(0, MOST_ON_TRUST - book.live.length);
      if (fresh.length === 0) return;
      await registerSlugs(db, fresh as SectionSlug[], on);
      for (const slug of fresh) added.add(slug);
      book = await openSectionBook(db);
    },
  };
}

/** By slug, else by label, in any case and however it is spaced. */
function meant(book: SectionBook, name: string): Section | undefined {
  const bySlug = book.becomes(name.toLowerCase());
  if (bySlug) return bySlug;
  const labelled = book.everything.filter((section) => plainName(section.label) === plainName(name));
  const slug = (labelled.find((section) => !section.retired) ?? labelled[0])?.slug;
  return slug && book.becomes(slug);
}

function choose(sections: readonly Section[]): ReturnType<ReadSections> {
  const byId = new Map<SectionId, SectionSlug>(sections.map((section) => [section.id, section.slug]));
  const ids = [...byId.keys()].sort((a, b) => a - b);
  return { choice: { all_sections: false, sections: ids }, slugs: ids.flatMap((id) => byId.get(id) ?? []) };
}

function freshSlugs(book: SectionBook, cells: Iterable<string>): string[] {
  const slugs = new Set<string>();
  for (const cell of new Set(cells)) {
    for (const slug of sectionNames(cell).map((name) => name.toLowerCase())) {
      if (isSlug(slug) && !book.find(slug)) slugs.add(slug);
    }
  }
  return [...slugs];
}

function unknownSection(book: SectionBook, name: string): never {
  const [mark] = /[,|/\n\t]/.exec(name) ?? [];
  if (mark !== undefined && name.split(mark).every((part) => part.trim() === '' || isNamed(book, part))) {
    throw fault(
      'invalid',
      `"${name}" are several sections: \`;\` separates them, as in "${joined(name, mark)}".`,
    );
  }
  const retired = book.find(name.toLowerCase())
    ? `The section "${name}" has ended.`
    : `There is no section "${name}".`;
  const separates = mark === undefined ? '' : ' `;` separates several.';
  const valid = book.live.map((section) => section.slug).join(', ');
  throw fault('invalid', `${retired}${separates} The sections are: ${valid || 'none'}.`);
}

/** Before the first edition any slug may be a section. */
const isNamed = (book: SectionBook, name: string) =>
  meant(book, name.trim()) !== undefined || (book.live.length === 0 && isSlug(name.trim().toLowerCase()));

const joined = (name: string, mark: string) =>
  name
    .split(mark)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(';');
