import { type Db, type EditionSection, editionNumber } from '../core/index.ts';
import type { Section } from '../sections/index.ts';
import { latestEditionOf, selectEdition } from './store.ts';

/** A section as an edition keeps it: with the colour and the language that it had in the latest edition that named it. */
export async function sectionAsLast(db: Db, { slug, label, description }: Section): Promise<EditionSection> {
  const latest = await latestEditionOf(db, slug);
  const row = latest === undefined ? undefined : await selectEdition(db, editionNumber(latest));
  const { colour, language } = row?.sections.find((one) => one.slug === slug) ?? {};
  return { slug, label, description, ...(colour ? { colour } : {}), ...(language ? { language } : {}) };
}
