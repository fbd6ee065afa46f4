import { type SectionId, told } from '../src/core/index.ts';
import type { SectionBook } from '../src/sections/index.ts';
import type { Choice } from './reader.ts';

/** How a choice is stored. */
export type StoredChoice = { readonly all_sections: boolean; readonly sections: SectionId[] };

/**
 * @throws Fault `invalid` when nothing is chosen or a section is unknown or retired.
 */
export function storedChoice(book: SectionBook, choice: Choice): StoredChoice {
  if (choice === 'all') return { all_sections: true, sections: [] };
  if (choice.length === 0) throw told('invalid', 'wrong.sections');
  const ids = choice.map((slug) => {
    const section = book.becomes(slug);
    if (section) return section.id;
    const sections = book.live.map((live) => live.slug).join(', ');
    throw sections === ''
      ? told('invalid', 'readerRefused.noSectionsYet', { section: slug })
      : told('invalid', 'readerRefused.unknownSection', { section: slug, sections });
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
