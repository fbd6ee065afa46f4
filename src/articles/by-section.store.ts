import type { Db, SectionId } from '../core/index.ts';

export type SectionArticles = {
  /** All that are or were in it, but for what was declined or withdrawn. */
  readonly all: number;
  /** Of those, what no edition has published yet. */
  readonly waiting: number;
};

/** How many articles each section has; a section without any is not in it. */
export async function countArticlesBySection(db: Db): Promise<Map<SectionId, SectionArticles>> {
  const rows = await db
    .selectFrom('articles')
    .select(({ fn }) => [
      'section_id',
      fn.countAll<string>().as('all'),
      fn.countAll<string>().filterWhere('state', 'in', ['draft', 'submitted', 'accepted']).as('waiting'),
    ])
    .where('state', 'not in', ['declined', 'withdrawn'])
    .groupBy('section_id')
    .execute();
  return new Map(
    rows.map(({ section_id, all, waiting }) => [section_id, { all: Number(all), waiting: Number(waiting) }]),
  );
}
