import type { Db, SectionId, SectionSlug } from '../src/core/index.ts';
import { type SectionBook, sectionBook } from './section-book.ts';

export async function loadSectionBook(db: Db): Promise<SectionBook> {
  const rows = await db.selectFrom('sections').selectAll().orderBy('position').orderBy('id').execute();
  return sectionBook(
    rows.map((row) => ({
      id: row.id,
      slug: row.slug,
      label: row.label,
      description: row.description,
      retired: row.retired_at !== null,
      mergedInto: row.merged_into as SectionId | null,
    })),
  );
}

export async function hasEditions(db: Db): Promise<boolean> {
  return (await db.selectFrom('editions').select('number').limit(1).executeTakeFirst()) !== undefined;
}

/** Sections of which only the slug is known yet: the label is the slug in words until an edition brings it. */
export async function insertTrustedSections(db: Db, slugs: readonly SectionSlug[]): Promise<void> {
  const row = await db
    .selectFrom('sections')
    .select(({ fn }) => fn.max('position').as('last'))
    .executeTakeFirst();
  const start = (row?.last ?? 0) + 1;
  await db
    .insertInto('sections')
    .values(
      slugs.map((slug, index) => ({
        slug,
        label: slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' '),
        description: '',
        position: start + index,
      })),
    )
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .execute();
}
