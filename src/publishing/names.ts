import type { EditionTranslation } from '../core/index.ts';
import type { ListedEdition } from '../rendering/index.ts';
import type { Catalogue, CatalogueSection } from './catalogue.ts';

type Spoken = {
  language: string;
  /** BCP 47, of that language. */
  lang: string;
  /** BCP 47, of the publication: that of whatever nobody has translated, where nothing nearer is known. */
  own: string;
};

/** What there is to read, by the names that it has in another language of the publication. What has none there says its own language. */
export function catalogueIn(catalogue: Catalogue, spoken: Spoken): Catalogue {
  const { translations, editions, sections } = catalogue;
  const words = [...translations.values()].flatMap((edition) => edition[spoken.language] ?? []);
  return {
    ...catalogue,
    editions: editions.map((edition) =>
      editionIn(edition, translations.get(edition.number)?.[spoken.language], spoken),
    ),
    sections: sections.map((section) => sectionIn(section, words, spoken)),
  };
}

/** A section is called as in the newest edition that names it. */
function sectionIn(
  section: CatalogueSection,
  editions: readonly EditionTranslation[],
  { lang, own }: Spoken,
): CatalogueSection {
  const named = editions.find(({ sections }) => sections?.[section.slug]?.label !== undefined);
  const { label, description = '' } = named?.sections?.[section.slug] ?? {};
  return label === undefined
    ? { ...section, language: section.language ?? own }
    : { ...section, label, description, language: lang };
}

/** A line says one language, so it is translated whole or not at all. */
function editionIn(
  edition: ListedEdition,
  { title, cover, strapline }: EditionTranslation = {},
  { lang, own }: Spoken,
): ListedEdition {
  return title === undefined || cover === undefined
    ? { ...edition, language: edition.language ?? own }
    : { ...edition, title, cover, strapline: strapline ?? '', language: lang };
}

/** What the bulletin is called in a language; undefined = nobody has said it in that one. */
export const titleIn = ({ translations }: Pick<Catalogue, 'translations'>, language: string) =>
  [...translations.values()].flatMap((edition) => edition[language]?.title ?? [])[0];
