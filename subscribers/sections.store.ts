import type { Db, SectionId } from '../src/core/index.ts';
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
