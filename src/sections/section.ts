import { fault, type SectionId, type SectionSlug } from '../core/index.ts';

/** A topic that readers choose. Id and slug are for ever. */
export type Section = {
  readonly id: SectionId;
  readonly slug: SectionSlug;
  readonly label: string;
  readonly description: string;
  /** `#rrggbb` of its heading in the mail; null = the theme's own. */
  readonly colour: string | null;
  /** Where its articles are in another language than the edition: a BCP 47 tag. */
  readonly language: string | null;
  readonly retired: boolean;
  readonly mergedInto: SectionId | null;
};

export type SectionState = 'open' | 'merged' | 'retired';
export type SectionMove = 'rename' | 'merge' | 'retire';

/** What a section can become. Nothing leads back: choices have been rewritten by then. PostgreSQL refuses the same. */
export const SECTION_MOVES: Record<SectionState, Partial<Record<SectionMove, SectionState>>> = {
  open: { rename: 'open', merge: 'merged', retire: 'retired' },
  merged: {},
  retired: {},
};

export const sectionState = ({
  retired,
  mergedInto,
}: Pick<Section, 'retired' | 'mergedInto'>): SectionState =>
  mergedInto !== null ? 'merged' : retired ? 'retired' : 'open';

/** All sections that ever were, in their order: turns slugs into ids and back. */
export type SectionBook = {
  readonly everything: readonly Section[];
  readonly live: readonly Section[];
  find(slug: string): Section | undefined;
  get(id: SectionId): Section | undefined;
  /** Where the readers of a slug are today: itself, or what it was merged into, as far as that goes; it may be retired. */
  heir(slug: string): Section | undefined;
  /** The open section that a slug stands for today; undefined once that was retired, and for one that never was. */
  becomes(slug: string): Section | undefined;
};

export function sectionBook(sections: readonly Section[]): SectionBook {
  const bySlug = new Map<string, Section>(sections.map((section) => [section.slug, section]));
  const byId = new Map(sections.map((section) => [section.id, section]));
  const heir = (slug: string) => {
    const named = bySlug.get(slug);
    return (
      named && heirOf(named, ({ mergedInto }) => (mergedInto === null ? undefined : byId.get(mergedInto)))
    );
  };
  return {
    everything: sections,
    live: sections.filter((section) => !section.retired),
    find: (slug) => bySlug.get(slug),
    get: (id) => byId.get(id),
    heir,
    becomes(slug) {
      const section = heir(slug);
      return section?.retired ? undefined : section;
    },
  };
}

/** Follows merges to their end. In a circle, which the database refuses, it stops where it has been. */
export function heirOf<T>(from: T, into: (at: T) => T | undefined): T {
  const seen = new Set<T>();
  let at = from;
  for (let next: T | undefined = from; next !== undefined && !seen.has(next); next = into(next)) {
    seen.add(next);
    at = next;
  }
  return at;
}

/** Finds an open section by its slug. @throws Fault `not-found`; `conflict` for one that has ended, saying what it became. */
export function requireOpenSection(book: SectionBook, slug: string): Section {
  const section = book.find(slug);
  const valid = book.live.map((live) => live.slug).join(', ');
  if (!section)
    throw fault('not-found', `There is no section "${slug}". The sections are: ${valid || 'none yet'}.`);
  if (sectionState(section) === 'open') return section;
  const now = book.becomes(slug);
  throw fault(
    'conflict',
    `The section "${slug}" has ended${now ? `; it was merged into "${now.slug}"` : ''}.`,
  );
}
