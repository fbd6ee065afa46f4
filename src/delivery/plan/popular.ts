import type { Db, SectionSlug } from '../../core/index.ts';
import { sectionsOf } from '../edition-sections.ts';
import { selectChoices } from './popular.store.ts';

/** What a group of readers gets of an edition, in its order. */
export type PopularChoice = { sections: SectionSlug[]; readers: number };

/** Every choice that readers have made; there are few that differ. */
export const ALL_CHOICES = 1_000_000;

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
