import { type Clock, type Database, type Db, fault } from '../src/core/index.ts';
import type { How } from './reader.ts';
import { type BookedSection, liveSection, type SectionBook } from './section-book.ts';
import {
  countReaders,
  moveReaders,
  type ReaderCounts,
  removeReaders,
  sectionCounts,
  tellReaders,
  updateSection,
} from './section-life.store.ts';
import { loadSectionBook } from './sections.store.ts';

export type SectionLifeDeps = { db: Database; clock: Clock };

/** A section with how many active readers chose it by name; readers of all sections get it too. */
export type ListedSection = BookedSection & {
  readonly chosenBy: number;
  readonly mergedIntoSlug: string | null;
};

export async function listSectionReaders(db: Db): Promise<{ sections: ListedSection[]; all: number }> {
  const book = await loadSectionBook(db);
  const { bySection, all } = await sectionCounts(db);
  const sections = book.everything.map((section) => ({
    ...section,
    chosenBy: bySection.get(section.id) ?? 0,
    mergedIntoSlug: (section.mergedInto && book.get(section.mergedInto)?.slug) ?? null,
  }));
  return { sections, all };
}

export type SectionChange =
  | { readonly kind: 'rename'; readonly section: string; readonly label: string }
  | { readonly kind: 'merge'; readonly section: string; readonly into: string }
  | { readonly kind: 'retire'; readonly section: string };

/** What a change would do to readers, or has done. */
export type SectionEffect = ReaderCounts & { readonly done: boolean };

/**
 * Counts what a change means for readers and changes nothing.
 * @throws Fault `not-found` for an unknown section; `conflict` for one that has ended; `invalid` for an empty label or a
 * merge into itself.
 */
export async function previewSectionChange(
  deps: SectionLifeDeps,
  change: SectionChange,
): Promise<SectionEffect> {
  const plan = planChange(await loadSectionBook(deps.db), change);
  return { ...(await countReaders(deps.db, plan.section.id, plan.into?.id)), done: false };
}

/**
 * Does it: the section, its readers' choices and their ledgers in one transaction. A merged section's readers get the
 * other one instead; a retired one is taken out of every choice, and who had nothing else stays subscribed to nothing
 * until they choose again.
 * @throws Fault as `previewSectionChange`.
 */
export async function changeSection(
  deps: SectionLifeDeps,
  change: SectionChange,
  how: How,
): Promise<SectionEffect> {
  const at = deps.clock.now();
  return deps.db.transaction().execute(async (db) => {
    const { section, into } = planChange(await loadSectionBook(db), change);
    const counts = await countReaders(db, section.id, into?.id);
    const on = { section, at, how };
    if (change.kind === 'rename') {
      await tellReaders(db, on, {
        event: 'section renamed',
        reason: 'section renamed',
        detail: { section: section.slug },
      });
      await updateSection(db, section.id, { label: change.label.trim() });
    } else if (into) {
      const detail = { section: section.slug, into: into.slug };
      await tellReaders(db, on, { event: 'sections changed', reason: 'section merged', detail });
      await moveReaders(db, { ...on, into: into.id });
      await updateSection(db, section.id, { retired_at: at, merged_into: into.id });
    } else {
      const detail = { section: section.slug };
      await tellReaders(db, on, { event: 'sections changed', reason: 'section retired', detail });
      await removeReaders(db, on);
      await updateSection(db, section.id, { retired_at: at });
    }
    return { ...counts, done: true };
  });
}

function planChange(
  book: SectionBook,
  change: SectionChange,
): { section: BookedSection; into?: BookedSection } {
  const section = living(book, change.section);
  if (change.kind === 'rename') {
    const label = change.label.trim();
    if (label === '' || label.length > 100 || /\p{Cc}/u.test(label)) {
      throw fault('invalid', 'The label must be one line of 1 to 100 characters.');
    }
  }
  if (change.kind !== 'merge') return { section };
  const into = living(book, change.into);
  if (into.id === section.id) throw fault('invalid', 'A section cannot be merged into itself.');
  return { section, into };
}

function living(book: SectionBook, slug: string): BookedSection {
  const section = book.find(slug);
  const valid = book.live.map((live) => live.slug).join(', ');
  if (!section)
    throw fault('not-found', `There is no section "${slug}". The sections are: ${valid || 'none yet'}.`);
  if (!section.retired) return section;
  const now = liveSection(book, slug);
  throw fault(
    'conflict',
    `The section "${slug}" has ended${now ? `; it was merged into "${now.slug}"` : ''}.`,
  );
}
