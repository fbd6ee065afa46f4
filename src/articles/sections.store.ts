import type { Db, EditionSection } from '../core/index.ts';

export const selectSections = (db: Db) =>
  db.selectFrom('sections').selectAll().orderBy('position').orderBy('id').execute();

const bySlug = (a: { slug: string }, b: { slug: string }) => (a.slug < b.slug ? -1 : 1);

const rowsOf = (list: readonly EditionSection[]) =>
  list
    .map(({ slug, label, description, colour, language }, position) => ({
      slug,
      label,
      description,
      colour: colour ?? null,
      language: language ?? null,
      position,
    }))
    // Two imports at once take the rows in one order, so neither waits for the other in a circle.
    .sort(bySlug);

export async function insertSections(db: Db, list: readonly EditionSection[]): Promise<void> {
  if (list.length === 0) return;
  await db
    .insertInto('sections')
    .values(rowsOf(list))
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .execute();
}

export async function updateLabels(db: Db, list: readonly EditionSection[]): Promise<void> {
  for (const { slug, ...shown } of rowsOf(list)) {
    await db.updateTable('sections').set(shown).where('slug', '=', slug).execute();
  }
}
