import { record } from '../acts/index.ts';
import {
  type Actor,
  type Db,
  type EditionSection,
  fault,
  type SectionId,
  type SectionSlug,
} from '../core/index.ts';
import { type Section, type SectionBook, sectionBook } from './section.ts';
import { insertSections, type NewSection, nextPosition, selectSections, updateLabels } from './store.ts';

/** Every section, in the order of the latest edition that named them; ended ones come too. */
export const listSections = (db: Db): Promise<Section[]> => selectSections(db);

/** All sections as they are now. */
export const openSectionBook = async (db: Db): Promise<SectionBook> => sectionBook(await selectSections(db));

type By = { by: Actor; at: Date };

/**
 * Gives each slug its id for ever. Known slugs keep theirs; their label, description, colour and order follow
 * `list` when `latest` says that the list comes from the newest edition to name them.
 */
export async function registerSections(
  db: Db,
  list: readonly EditionSection[],
  { latest = true, ...on }: By & { latest?: boolean },
): Promise<Map<SectionSlug, SectionId>> {
  await recordNew(db, await insertSections(db, list), on);
  if (latest) await updateLabels(db, list);
  const known = await selectSections(db);
  return new Map(known.map((section) => [section.slug, section.id]));
}

/** Registers slugs of which nothing else is known yet: the label is the slug in words until an edition brings it. */
export async function registerSlugs(db: Db, slugs: readonly SectionSlug[], on: By): Promise<void> {
  const list = slugs.map((slug) => ({
    slug,
    label: slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' '),
    description: '',
  }));
  await recordNew(db, await insertSections(db, list, await nextPosition(db)), on);
}

async function recordNew(db: Db, added: readonly NewSection[], { by, at }: By): Promise<void> {
  for (const { id, slug } of added)
    await record(db, { act: 'section.registered', by, subject: id, params: { slug } }, at);
}

/** Finds a section by its slug. @throws Fault `not-found` naming the slugs that exist. */
export async function requireSection(db: Db, slug: string): Promise<Section> {
  const book = await openSectionBook(db);
  const found = book.live.find((section) => section.slug === slug);
  if (found) return found;
  const open = book.live.map((section) => section.slug);
  const choice = open.length
    ? `Choose one of: ${open.join(', ')}.`
    : 'Import an edition first: it brings sections.';
  throw fault('not-found', `There is no section "${slug}". ${choice}`);
}
