import { type Db, type EditionSection, fault, type SectionId, type SectionSlug } from '../core/index.ts';
import { insertSections, selectSections, updateLabels } from './sections.store.ts';

export type Section = {
  id: SectionId;
  slug: SectionSlug;
  label: string;
  description: string;
  colour?: string;
  /** BCP 47, of label and description. */
  language?: string;
  retired: boolean;
  mergedInto?: SectionId;
};

/** Every section, in the order of the latest edition that named them; retired ones come too. */
export async function listSections(db: Db): Promise<Section[]> {
  const rows = await selectSections(db);
  return rows.map(({ colour, language, retired_at, merged_into, position: _, ...row }) => ({
    ...row,
    ...(language === null ? {} : { language }),
    ...(colour === null ? {} : { colour }),
    retired: retired_at !== null,
    ...(merged_into === null ? {} : { mergedInto: merged_into }),
  }));
}

/**
 * Gives each slug its id for ever. Known slugs keep theirs; their label, description, colour and order follow
 * `list` when `latest` says that the list comes from the newest edition to name them.
 */
export async function registerSections(
  db: Db,
  list: readonly EditionSection[],
  { latest = true } = {},
): Promise<Map<SectionSlug, SectionId>> {
  await insertSections(db, list);
  if (latest) await updateLabels(db, list);
  const known = await selectSections(db);
  return new Map(known.map((section) => [section.slug, section.id]));
}

/** Finds a section by its slug. @throws Fault `not-found` naming the slugs that exist. */
export async function requireSection(db: Db, slug: string): Promise<Section> {
  const sections = await listSections(db);
  const found = sections.find((section) => section.slug === slug && !section.retired);
  if (found) return found;
  const open = sections.filter((section) => !section.retired).map((section) => section.slug);
  const choice = open.length
    ? `Choose one of: ${open.join(', ')}.`
    : 'Import an edition first: it brings sections.';
  throw fault('not-found', `There is no section "${slug}". ${choice}`);
}
