import { type EditionNumber, paths, type SectionSlug, told } from '../core/index.ts';
import {
  articleItem,
  editionItem,
  type Feed,
  type FeedFormat,
  type FeedItem,
  type FeedOptions,
  feedFormats,
  type Outline,
  renderFeed,
} from '../rendering/index.ts';
import type { Locale } from '../words/index.ts';
import type { Archive } from './archive.ts';
import { articlesIn, type Catalogue } from './catalogue.ts';
import { type PublicDocument, publicDocument } from './documents.ts';
import type { FragmentCache } from './fragments.ts';
import { joinedDocument, keptDocument } from './joined-document.ts';
import type { IndexRow } from './store.ts';

/** Which feed: of articles (all, one section's, any set's, one edition's) or of whole editions. */
export type FeedSubject =
  | { of: 'all' }
  | { of: 'section'; section: SectionSlug }
  | { of: 'set'; sections: readonly SectionSlug[] }
  | { of: 'edition'; edition: EditionNumber }
  | { of: 'editions' };

export type FeedRequest = { subject: FeedSubject; format: FeedFormat; page: number };

export type FeedSite = FeedOptions & {
  name: string;
  icon: string;
  stylesheet: string;
  hub?: string | undefined;
};

/** A page stays below about 150 kB before compression; page 1 holds at least the whole newest edition. */
const ARTICLES_A_PAGE = 30;
const EDITIONS_A_PAGE = 4;

/** The path of a feed and its query, page 1. */
export function feedPath(subject: FeedSubject, format: FeedFormat): string {
  const { extension } = feedFormats[format];
  switch (subject.of) {
    case 'all':
      return paths.feed[extension]();
    case 'section':
      return paths.sectionFeed[extension]({ slug: subject.section });
    case 'set':
      return paths.feed[extension]({ sections: subject.sections });
    case 'edition':
      return paths.editionFeed[extension]({ number: subject.edition });
    case 'editions':
      return paths.editionsFeed[extension]();
  }
}

export const feedKey = ({ subject, format, page }: FeedRequest) => `${feedPath(subject, format)} ${page}`;

/** Names a feed for people: in its title, in autodiscovery, in the OPML list. */
export function feedTitle(
  subject: FeedSubject,
  { sections, editions }: Pick<Catalogue, 'sections' | 'editions'>,
  { name, locale }: { name: string; locale: Locale },
): string {
  const label = (slug: SectionSlug) => sections.find((section) => section.slug === slug)?.label ?? slug;
  switch (subject.of) {
    case 'all':
      return name;
    case 'section':
      return `${name}: ${label(subject.section)}`;
    case 'set':
      return `${name}: ${subject.sections.map(label).join(', ')}`;
    case 'edition': {
      const cover = editions.find(({ number }) => number === subject.edition)?.cover;
      const number = String(subject.edition);
      return cover
        ? locale.say('feedItems.editionTitle', { name, number, cover })
        : locale.say('feedItems.editionTitleWithoutCover', { name, number });
    }
    case 'editions':
      return locale.say('feedItems.editionsTitle', { name });
  }
}

/**
 * One page of one feed in one format, ready to be answered.
 * @param view makes the page for people instead, of the same content
 * @throws Fault `not-found` for a page that does not exist.
 */
export async function feedDocument(
  { archive, fragments }: { archive: Archive; fragments: FragmentCache },
  site: FeedSite,
  request: FeedRequest,
  view?: (feed: Feed) => string,
): Promise<PublicDocument> {
  const { changed } = await archive.catalogue();
  const feed = await readFeed(archive, site, request);
  if (view) return publicDocument('text/html; charset=utf-8', view(feed), changed);
  const { mediaType } = feedFormats[request.format];
  const joined = renderFeed(feed, request.format);
  const make = request.subject.of === 'set' ? joinedDocument : keptDocument;
  return make(fragments, joined, { mediaType, lastModified: changed });
}

async function readFeed(archive: Archive, site: FeedSite, request: FeedRequest): Promise<Feed> {
  const catalogue = await archive.catalogue();
  const { subject, page } = request;
  const { items, pages } = await itemsOf(archive, catalogue, site, request);
  if (page > pages) {
    throw pages === 1
      ? told('not-found', 'refused.feedPage', { page })
      : told('not-found', 'refused.feedPages', { pages, page });
  }
  const latest = catalogue.editions[0];
  return {
    id: `${site.publicUrl}${feedPath(subject, 'atom')}`,
    title: feedTitle(subject, catalogue, { ...site, name: latest?.title ?? site.name }),
    description: latest?.strapline ?? '',
    language: languageOf(subject, catalogue) ?? site.locale.language,
    publisher: latest?.publisher ?? site.name,
    home: `${site.publicUrl}${homePath(subject)}`,
    page: (inFormat, number) => pageAddress(`${site.publicUrl}${feedPath(subject, inFormat)}`, number),
    number: page,
    pages,
    icon: site.icon,
    stylesheet: site.stylesheet,
    // The hub is told of what grows; an edition does not.
    ...(site.hub && subject.of !== 'edition' ? { hub: site.hub } : {}),
    updated: new Date(Math.max(0, ...items.map(({ updated }) => updated.getTime()))),
    items,
  };
}

/** One edition's feed is in its language; others hold several. */
const languageOf = (subject: FeedSubject, { editions }: Catalogue) =>
  subject.of === 'edition' ? editions.find(({ number }) => number === subject.edition)?.language : undefined;

const pageAddress = (address: string, page: number) =>
  page === 1 ? address : `${address}${address.includes('?') ? '&' : '?'}page=${page}`;

function homePath(subject: FeedSubject): string {
  if (subject.of === 'section') return paths.section({ slug: subject.section });
  if (subject.of === 'edition') return paths.edition({ number: subject.edition });
  return subject.of === 'editions' ? paths.editions() : paths.front();
}

type Items = { items: FeedItem[]; pages: number };

async function itemsOf(
  archive: Archive,
  catalogue: Catalogue,
  options: FeedOptions,
  { subject, page }: FeedRequest,
): Promise<Items> {
  if (subject.of === 'editions') {
    const { rows, pages } = slice(catalogue.editions, page, {
      first: EDITIONS_A_PAGE,
      others: EDITIONS_A_PAGE,
    });
    const editions = await Promise.all(rows.map(({ number }) => archive.edition(number)));
    return { items: editions.flatMap((edition) => (edition ? editionItem(edition, options) : [])), pages };
  }
  const all = rowsOf(catalogue, subject);
  const newest = all.filter((row) => row.edition_number === all[0]?.edition_number).length;
  const sizes = { first: Math.max(ARTICLES_A_PAGE, newest), others: ARTICLES_A_PAGE };
  const { rows, pages } = slice(all, page, sizes);
  const publishers = new Map(catalogue.editions.map(({ number, publisher }) => [number, publisher]));
  const articles = await archive.articles(rows);
  const items = articles.map((article) =>
    articleItem(article, publishers.get(article.edition) ?? '', options),
  );
  return { items, pages };
}

/** @throws Fault `not-found` for an edition that is in no list */
function rowsOf(catalogue: Catalogue, subject: Exclude<FeedSubject, { of: 'editions' }>): IndexRow[] {
  switch (subject.of) {
    case 'all':
      return articlesIn(catalogue);
    case 'section':
      return articlesIn(catalogue, [subject.section]);
    case 'set':
      return articlesIn(catalogue, subject.sections);
    case 'edition':
      if (catalogue.editions.some(({ number }) => number === subject.edition)) {
        return catalogue.articles.filter((row) => row.edition_number === subject.edition);
      }
      throw told('not-found', 'refused.noEdition', { edition: subject.edition });
  }
}

/** The first page may be longer: whoever asks once a quarter must not miss half of the newest edition. */
function slice<T>(all: readonly T[], page: number, { first, others }: { first: number; others: number }) {
  const start = page === 1 ? 0 : first + (page - 2) * others;
  return {
    rows: all.slice(start, page === 1 ? first : start + others),
    pages: 1 + Math.max(0, Math.ceil((all.length - first) / others)),
  };
}

/** Every feed that is worth a place in a list of feeds: all articles, whole editions, each living section. */
export const feedSubjects = ({ sections }: Catalogue): FeedSubject[] => [
  { of: 'all' },
  { of: 'editions' },
  ...sections
    .filter(({ mergedInto, retired, articles }) => !mergedInto && (!retired || articles > 0))
    .map(({ slug }): FeedSubject => ({ of: 'section', section: slug })),
];

/** The same as entries of an OPML list. */
export const feedOutlines = (
  catalogue: Catalogue,
  { publicUrl, ...named }: { name: string; locale: Locale; publicUrl: string },
): Outline[] =>
  feedSubjects(catalogue).map((subject) => ({
    title: feedTitle(subject, catalogue, named),
    description:
      catalogue.sections.find(({ slug }) => subject.of === 'section' && slug === subject.section)
        ?.description ?? '',
    feed: `${publicUrl}${feedPath(subject, 'rss')}`,
    page: `${publicUrl}${homePath(subject)}`,
  }));
