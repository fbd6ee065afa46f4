import {
  type ByLanguage,
  type Db,
  type EditionNumber,
  type EditionTranslation,
  inLanguage as pathIn,
  paths,
  type SectionSlug,
  sha256,
} from '../core/index.ts';
import type { ListedEdition, SitemapEntry } from '../rendering/index.ts';
import { heirOf } from '../sections/index.ts';
import { type Languages, WRITTEN } from '../words/written.ts';
import {
  type ArchivedEdition,
  type IndexRow,
  selectArchivedSections,
  selectArticleIndex,
  selectImagesDown,
  selectLastChange,
  selectPublishedEditions,
} from './store.ts';
import { type SectionPath, UnknownSection } from './unknown-section.ts';

export type CatalogueSection = {
  slug: SectionSlug;
  label: string;
  description: string;
  colour?: string;
  /** BCP 47, of label and description. */
  language?: string;
  /** Its articles and its address now belong to that section. */
  mergedInto?: SectionSlug;
  retired: boolean;
  /** Published articles, those of sections merged into it included. */
  articles: number;
};

/** What editions say of themselves in other languages, the newest edition first; it says what the bulletin and its sections are called. */
type Translations = ReadonlyMap<EditionNumber, ByLanguage<EditionTranslation>>;

/** What there is to read, without the reading matter: small enough to keep in memory. */
export type Catalogue = {
  /** Changes whenever something changes that readers can see. */
  revision: string;
  /** When an edition was last published, or an article corrected, taken down or put back: Last-Modified of everything. */
  changed: Date;
  /** Newest first. */
  editions: ListedEdition[];
  translations: Translations;
  /** Newest edition first, in each edition's order. */
  articles: IndexRow[];
  /** In the order of the latest edition. */
  sections: CatalogueSection[];
  /** Pictures that only articles have which are down. */
  imagesDown: ReadonlySet<string>;
};

export async function readCatalogue(db: Db, revision: string): Promise<Catalogue> {
  const [editions, articles, sections, lastChange, imagesDown] = await Promise.all([
    selectPublishedEditions(db),
    selectArticleIndex(db),
    selectArchivedSections(db),
    selectLastChange(db),
    selectImagesDown(db),
  ]);
  const labels = new Map(sections.map(({ slug, label, language }) => [slug, { label, language }]));
  const rows = sections.map(({ merged_into, retired_at, colour, language, ...section }) => ({
    ...section,
    ...(colour === null ? {} : { colour }),
    ...(language === null ? {} : { language }),
    ...(merged_into === null ? {} : { mergedInto: merged_into }),
    retired: retired_at !== null,
    articles: 0,
  }));
  const catalogue: Catalogue = {
    revision: sha256(revision).slice(0, 16),
    changed: latest([lastChange, ...editions.map((row) => row.published_at)]),
    editions: editions.map((row) => summary(row, articles, labels)),
    translations: new Map(
      editions.flatMap(({ number, translations }) => (translations ? [[number, translations]] : [])),
    ),
    articles,
    sections: rows,
    imagesDown: new Set(imagesDown),
  };
  for (const section of catalogue.sections) {
    section.articles = articles.filter(
      (row) => currentSection(catalogue, row.section) === section.slug,
    ).length;
  }
  return catalogue;
}

const latest = (dates: readonly (Date | null)[]) =>
  new Date(Math.max(0, ...dates.map((date) => date?.getTime() ?? 0)));

function summary(
  row: ArchivedEdition,
  articles: readonly IndexRow[],
  labels: ReadonlyMap<SectionSlug, { label: string; language: string | null }>,
): ListedEdition {
  const { approved_at, published_at: _, language, translations: __, ...edition } = row;
  const own = articles.filter(({ edition_number }) => edition_number === row.number);
  const sections = [...new Set(own.map(({ section }) => section))];
  return {
    ...edition,
    ...(language === null ? {} : { language }),
    published: approved_at ?? new Date(0),
    articles: own.length,
    sections: sections.map((slug) => inLanguage(labels.get(slug) ?? { label: slug, language: null })),
  };
}

const inLanguage = ({ label, language }: { label: string; language: string | null }) => ({
  label,
  ...(language === null ? {} : { language }),
});

/** Where a section's articles are found today: follows merges, as far as they go. */
export const currentSection = ({ sections }: Pick<Catalogue, 'sections'>, slug: SectionSlug): SectionSlug =>
  heirOf(slug, (at) => sections.find((section) => section.slug === at)?.mergedInto);

const sectionPath: SectionPath = (slug) => paths.section({ slug });

/** @throws UnknownSection, which leads to the others by `pathOf`. */
export function requireCatalogueSection(
  catalogue: Catalogue,
  slug: string,
  pathOf: SectionPath = sectionPath,
): CatalogueSection {
  const found = catalogue.sections.find((section) => section.slug === slug);
  if (found) return found;
  const open = catalogue.sections.filter(({ mergedInto }) => mergedInto === undefined);
  throw new UnknownSection(slug, open, pathOf);
}

/**
 * Reads `?sections=a,b`: each slug once, in the catalogue's order, merged sections by the one they are part of now.
 * `undefined` when nothing was asked for, which means all.
 * @throws UnknownSection, which leads to the others by `pathOf`.
 */
export function chooseSections(
  catalogue: Catalogue,
  query: readonly string[] = [],
  pathOf: SectionPath = sectionPath,
): SectionSlug[] | undefined {
  const asked = query.flatMap((text) => text.split(',')).map((text) => text.trim().toLowerCase());
  const named = asked.filter((text) => text !== '');
  if (named.length === 0) return undefined;
  const chosen = new Set(
    named.map((slug) => currentSection(catalogue, requireCatalogueSection(catalogue, slug, pathOf).slug)),
  );
  return catalogue.sections.map(({ slug }) => slug).filter((slug) => chosen.has(slug));
}

/** Published articles of some sections, or all. */
export const articlesIn = (catalogue: Catalogue, sections?: readonly SectionSlug[]): IndexRow[] =>
  sections === undefined
    ? catalogue.articles
    : catalogue.articles.filter((row) => sections.includes(currentSection(catalogue, row.section)));

/** The published editions before and after one. */
export function neighbours({ editions }: Catalogue, number: EditionNumber) {
  const older = editions.find((edition) => edition.number < number);
  const newer = editions.findLast((edition) => edition.number > number);
  return { older, newer };
}

/** Every page that a search engine should know: no search results, nothing of one reader. */
export function sitemapEntries(
  { changed, editions, articles, sections }: Catalogue,
  { publicUrl, languages }: { publicUrl: string; languages: Languages },
): SitemapEntry[] {
  const pages: { path: string; changed?: Date }[] = [
    { path: paths.front(), changed },
    { path: paths.editions(), changed },
    ...[paths.feeds, paths.subscribe, paths.accessibility, paths.privacy].map((path) => ({ path: path() })),
    ...sections
      .filter(({ mergedInto, articles: count }) => !mergedInto && count > 0)
      .map(({ slug }) => ({ path: paths.section({ slug }) })),
    ...editions.map(({ number }) => ({ path: paths.edition({ number }) })),
    ...articles.map(({ edition_number: number, slug }) => ({ path: paths.article({ number, slug }) })),
  ];
  return pages.flatMap(({ path, changed: last }) => {
    const versions = languages.map((name) => ({
      language: WRITTEN[name],
      url: `${publicUrl}${pathIn(path, name, languages)}`,
    }));
    const urls = [...new Set(versions.map(({ url }) => url))];
    return urls.map((url) => ({ url, changed: last, ...(urls.length > 1 ? { versions } : {}) }));
  });
}
