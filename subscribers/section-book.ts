import { fault, type SectionId, type SectionSlug } from '../src/core/index.ts';
import type { Choice } from './reader.ts';

export type BookedSection = {
  readonly id: SectionId;
  readonly slug: SectionSlug;
  readonly label: string;
  readonly description: string;
  readonly retired: boolean;
  readonly mergedInto: SectionId | null;
};

/** How a choice is stored. */
export type StoredChoice = { readonly all_sections: boolean; readonly sections: SectionId[] };

/** All sections that ever were, in their order: turns slugs into ids and back. */
export type SectionBook = {
  readonly everything: readonly BookedSection[];
  readonly live: readonly BookedSection[];
  find(slug: string): BookedSection | undefined;
  get(id: SectionId): BookedSection | undefined;
};

export function sectionBook(sections: readonly BookedSection[]): SectionBook {
  const bySlug = new Map<string, BookedSection>(sections.map((section) => [section.slug, section]));
  const byId = new Map(sections.map((section) => [section.id, section]));
  return {
    everything: sections,
    live: sections.filter((section) => !section.retired),
    find: (slug) => bySlug.get(slug),
    get: (id) => byId.get(id),
  };
}

/** The live section that a slug stands for today: itself, or what it was merged into. */
export function liveSection(book: SectionBook, slug: string): BookedSection | undefined {
  let section = book.find(slug);
  while (section?.mergedInto) section = book.get(section.mergedInto);
  return section?.retired ? undefined : section;
}

/**
 * @throws Fault `invalid` when nothing is chosen or a section is unknown or retired.
 */
export function storedChoice(book: SectionBook, choice: Choice): StoredChoice {
  if (choice === 'all') return { all_sections: true, sections: [] };
  if (choice.length === 0) throw fault('invalid', 'Choose at least one section, or all sections.');
  const ids = choice.map((slug) => {
    const section = liveSection(book, slug);
    if (section) return section.id;
    const valid = book.live.map((live) => live.slug).join(', ');
    throw fault('invalid', `There is no section "${slug}". The sections are: ${valid || 'none yet'}.`);
  });
  return { all_sections: false, sections: [...new Set(ids)].sort((a, b) => a - b) };
}

export function readChoice(book: SectionBook, stored: StoredChoice): Choice {
  if (stored.all_sections) return 'all';
  return stored.sections.flatMap((id) => book.get(id)?.slug ?? []);
}

/** Labels in the book's order, for people; null = all sections. */
export function choiceLabels(book: SectionBook, stored: StoredChoice): string[] | null {
  if (stored.all_sections) return null;
  return book.live.filter((section) => stored.sections.includes(section.id)).map((section) => section.label);
}
