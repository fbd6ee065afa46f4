import type { Db } from '../core/index.ts';

/** Slugs of all sections, in order. */
export async function sectionSlugs(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('sections').select('slug').orderBy('position').execute();
  return rows.map((row) => row.slug);
}

/** How many different sets of sections the readers chose; "all" is one more. */
export async function countChoices(db: Db): Promise<number> {
  const row = await db
    .selectFrom('subscribers')
    .select((eb) => eb.fn.count('sections').distinct().as('sets'))
    .where('all_sections', '=', false)
    .executeTakeFirstOrThrow();
  return Number(row.sets) + 1;
}
