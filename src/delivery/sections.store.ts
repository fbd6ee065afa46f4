import type { Db, SectionSlug } from '../core/index.ts';
import type { EditionSections } from './admission.ts';

/**
 * The ids that count for each section of an edition, in its order. A reader who chose a section that was later merged
 * into another gets that other one.
 */
export async function sectionsOf(db: Db, slugs: readonly SectionSlug[]): Promise<EditionSections> {
  const rows = await db.selectFrom('sections').select(['id', 'slug', 'merged_into']).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  const heirOf = (id: number) => {
    let row = byId.get(id as (typeof rows)[number]['id']);
    for (let steps = 0; row?.merged_into && steps < rows.length; steps += 1) row = byId.get(row.merged_into);
    return row?.slug;
  };
  return slugs.map((slug) => ({
    slug,
    ids: rows.filter((row) => heirOf(row.id) === slug).map((row) => row.id),
  }));
}
