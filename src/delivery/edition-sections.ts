import type { Db, SectionSlug } from '../core/index.ts';
import { openSectionBook } from '../sections/index.ts';
import type { EditionSections } from './plan/admission.ts';

/**
 * The ids that count for each section of an edition, in its order: itself and whatever ends in the same section today.
 * So a reader who chose a section that was merged since gets what it became, and an edition that was frozen before a
 * merge still reaches the readers whom the merge moved.
 */
export async function sectionsOf(db: Db, slugs: readonly SectionSlug[]): Promise<EditionSections> {
  const book = await openSectionBook(db);
  return slugs.map((slug) => {
    const heir = book.heir(slug);
    const same = heir ? book.everything.filter((section) => book.heir(section.slug) === heir) : [];
    return { slug, ids: same.map(({ id }) => id) };
  });
}
