import type { Db, SectionSlug } from '../../core/index.ts';
import { sectionsOf } from '../edition-sections.ts';
import { selectChoices } from './popular.store.ts';

/** What a group of readers gets of an edition, in its order. */
export type PopularChoice = { sections: SectionSlug[]; readers: number };

/** Every choice that readers have made; there are few that differ. */
const ALL_CHOICES = 1_000_000;

/** How many active readers get an edition of these sections. */
export async function countReadersOf(db: Db, slugs: readonly SectionSlug[]): Promise<number> {
  const choices = await popularChoices(db, slugs, ALL_CHOICES);
  return choices.reduce((sum, { readers }) => sum + readers, 0);
}

/** The `most` choices that most active readers have, as they fall out for an edition of these sections. */
export async function popularChoices(
  db: Db,
  slugs: readonly SectionSlug[],
  most: number,
): Promise<PopularChoice[]> {
  if (slugs.length === 0) return [];
  const rows = await selectChoices(db, await sectionsOf(db, slugs), most);
  return rows.map(({ chosen, readers }) => ({
    sections: slugs.filter((_, at) => chosen[at] === '1'),
    readers,
  }));
}

/** How many active readers made a choice; all sections, or those of the ids. */
export type ReaderChoice = { all_sections: boolean; sections: readonly number[]; readers: number };

/** How many of those readers get an edition of these sections, and how many get each section of it. */
export async function audienceBySection(
  db: Db,
  slugs: readonly SectionSlug[],
  choices: readonly ReaderChoice[],
): Promise<{ total: number; sections: { slug: SectionSlug; readers: number }[] }> {
  const sections = await sectionsOf(db, slugs);
  const readersOf = (ids: readonly number[]) =>
    choices
      .filter(({ all_sections, sections: chosen }) => all_sections || chosen.some((id) => ids.includes(id)))
      .reduce((sum, { readers }) => sum + readers, 0);
  return {
    total: sections.length === 0 ? 0 : readersOf(sections.flatMap(({ ids }) => ids)),
    sections: sections.map(({ slug, ids }) => ({ slug, readers: readersOf(ids) })),
  };
}
