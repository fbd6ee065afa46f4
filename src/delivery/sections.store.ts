import type { Db, SectionSlug } from '../core/index.ts';
import type { EditionSections } from './admission.ts';

/**
 * The ids that count for each section of an edition, in its order: itself and whatever ends in the same section today.
 * So a reader who chose a section that was merged since gets what it became, and an edition that was frozen before a
 * merge still reaches the readers whom the merge moved.
 */
export async function sectionsOf(db: Db, slugs: readonly SectionSlug[]): Promise<EditionSections> {
  const rows = await db.selectFrom('sections').select(['id', 'slug', 'merged_into']).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  const heirOf = (id: number) => {
    let row = byId.get(id as (typeof rows)[number]['id']);
    for (let steps = 0; row?.merged_into && steps < rows.length; steps += 1) row = byId.get(row.merged_into);
    return row?.slug;
  };
  const idOf = new Map(rows.map((row) => [row.slug, row.id]));
  return slugs.map((slug) => {
    const heir = heirOf(idOf.get(slug) ?? 0);
    return { slug, ids: rows.filter((row) => heir && heirOf(row.id) === heir).map((row) => row.id) };
  });
}
