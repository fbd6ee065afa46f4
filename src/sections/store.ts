import type { Db, EditionSection, SectionId, SectionSlug } from '../core/index.ts';
import type { Section } from './section.ts';

export async function selectSections(db: Db): Promise<Section[]> {
  const rows = await db
    .selectFrom('sections')
    .select(['id', 'slug', 'label', 'description', 'colour', 'language', 'retired_at', 'merged_into'])
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map(({ retired_at, merged_into, ...row }) => ({
    ...row,
    retired: retired_at !== null,
    mergedInto: merged_into,
  }));
}

export type NewSection = { id: SectionId; slug: SectionSlug };

const bySlug = (a: { slug: string }, b: { slug: string }) => (a.slug < b.slug ? -1 : 1);

const rowsOf = (list: readonly EditionSection[], first: number) =>
  list
    .map(({ slug, label, description, colour, language }, place) => ({
      slug,
      label,
      description,
      colour: colour ?? null,
      language: language ?? null,
      position: first + place,
    }))
    // Two imports at once take the rows in one order, so neither waits for the other in a circle.
    .sort(bySlug);

/** Inserts those that are not there yet, and returns them; `first` is the place of the first in the list. */
export async function insertSections(
  db: Db,
  list: readonly EditionSection[],
  first = 0,
): Promise<NewSection[]> {
  if (list.length === 0) return [];
  return db
    .insertInto('sections')
    .values(rowsOf(list, first))
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .returning(['id', 'slug'])
    .execute();
}

export async function updateLabels(db: Db, list: readonly EditionSection[]): Promise<void> {
  for (const { slug, ...shown } of rowsOf(list, 0)) {
    await db.updateTable('sections').set(shown).where('slug', '=', slug).execute();
  }
}

/** The place behind the last. */
export async function nextPosition(db: Db): Promise<number> {
  const row = await db
    .selectFrom('sections')
    .select(({ fn }) => fn.max('position').as('last'))
    .executeTakeFirst();
  return (row?.last ?? 0) + 1;
}

/** As `selectSections`, with the rows locked until the transaction ends: two changes at once follow one another. */
export async function lockSections(tx: Db): Promise<Section[]> {
  await tx.selectFrom('sections').select('id').orderBy('id').forUpdate().execute();
  return selectSections(tx);
}

export async function updateSection(
  db: Db,
  id: SectionId,
  values: {
    label?: string;
    description?: string;
    colour?: string | null;
    language?: string | null;
    position?: number;
    retired_at?: Date;
    merged_into?: SectionId;
  },
): Promise<void> {
  await db.updateTable('sections').set(values).where('id', '=', id).execute();
}

/** Gives each its place in the list, from one on. */
export async function updatePositions(tx: Db, ids: readonly SectionId[]): Promise<void> {
  for (const [place, id] of ids.entries()) await updateSection(tx, id, { position: place + 1 });
}
