import { type Context, Hono } from 'hono';
import { editionNumber, fault, paths, told } from '../../core/index.ts';
import {
  articlesIn,
  articlesOf,
  type Catalogue,
  chooseSections,
  currentSection,
  joinedDocument,
  keptDocument,
  neighbours,
  type PublicDocument,
  publicDocument,
  requireCatalogueSection,
} from '../../publishing/index.ts';
import {
  articlePage,
  editionPage,
  editionsPage,
  frontPage,
  type ReadingEdition,
  sectionPage,
} from '../../rendering/index.ts';
import type { LanguageName } from '../../words/written.ts';
import { movedTo } from '../canonical.ts';
import { spokenTo } from '../speaking.ts';
import type { PublicDeps } from './deps.ts';
import { feedLinks } from './feed-links.ts';

const ARTICLES_A_PAGE = 20;
/** The newest of its section: what its own edition has stands beside it already. */
const RELATED = 3;
const MINUTE = 60;
const HTML = 'text/html; charset=utf-8';

/** The front page, the archive, editions, articles and sections: all made from snapshots, all cacheable. */
export function readingRoutes(deps: PublicDeps): Hono {
  const { archive } = deps;
  /** The site on one page, in the language of its address. */
  const spoken = (c: Context, path: string) => spokenTo(deps, c, path);
  const routes = new Hono();

  const giveDocument = async (
    c: Context,
    key: string,
    make: (catalogue: Catalogue) => Promise<PublicDocument>,
  ) => {
    const catalogue = await archive.catalogue();
    const document = await deps.documents.get(catalogue.revision, key, () => make(catalogue));
    return deps.answer(c, document, { maxAge: MINUTE, fields: {} });
  };
  const give = (c: Context, key: string, make: (catalogue: Catalogue) => Promise<string> | string) =>
    giveDocument(c, key, async (catalogue) => publicDocument(HTML, await make(catalogue), catalogue.changed));

  routes.get(paths.front.route, (c) => {
    const here = spoken(c, paths.front());
    return give(c, here.key, async (catalogue) => {
      const [newest] = catalogue.editions;
      const latest = newest && (await archive.edition(newest.number, here.language));
      const site = here.site(catalogue);
      const feeds = feedLinks({ of: 'all' }, catalogue, site);
      const { editions } = await archive.catalogue(here.language);
      return frontPage(site, { latest, editions, feeds });
    });
  });

  routes.get(paths.editions.route, (c) => {
    const here = spoken(c, paths.editions());
    return give(c, here.key, async (catalogue) => {
      const site = here.site(catalogue);
      const feeds = feedLinks({ of: 'editions' }, catalogue, site);
      const { editions } = await archive.catalogue(here.language);
      return editionsPage(site, editions, feeds);
    });
  });

  routes.get(paths.edition.route, async (c) => {
    const { language } = spoken(c, c.req.path);
    const edition = await requireEdition(deps, c.req.param('number'), language);
    const path = paths.edition({ number: edition.number });
    const here = spoken(c, path);
    const catalogue = await archive.catalogue();
    if (c.req.path !== path) return movedTo(c, here.site(catalogue), path);
    const asked = chooseSections(catalogue, c.req.queries('sections'));
    const own = edition.sections.map(({ slug }) => slug);
    const chosen = asked && own.filter((slug) => asked.includes(currentSection(catalogue, slug)));
    const narrow = chosen && chosen.length < own.length ? chosen : undefined;
    const key = paths.edition({ number: edition.number }, { sections: narrow });
    return giveDocument(c, language === undefined ? key : `${language} ${key}`, (catalogue) => {
      const site = here.site(catalogue);
      const page = editionPage(site, edition, {
        chosen: narrow,
        around: neighbours(catalogue, edition.number),
        feeds: feedLinks(
          edition.listed ? { of: 'edition', edition: edition.number } : { of: 'editions' },
          catalogue,
          site,
        ),
      });
      const kind = { mediaType: HTML, lastModified: catalogue.changed };
      return (narrow ? joinedDocument : keptDocument)(deps.fragments, page, kind);
    });
  });

  routes.get(paths.article.route, async (c) => {
    const { language } = spoken(c, c.req.path);
    const edition = await requireEdition(deps, c.req.param('number'), language);
    const slug = c.req.param('slug');
    const articles = articlesOf(edition);
    const article =
      articles.find((one) => one.slug === slug) ?? articles.find((one) => one.formerSlugs.includes(slug));
    if (!article) {
      requireNotDown(edition, slug);
      throw told('not-found', 'refused.noArticle', { edition: edition.number });
    }
    const path = paths.article({ number: edition.number, slug: article.slug });
    const here = spoken(c, path);
    if (c.req.path !== path) return movedTo(c, here.site(await archive.catalogue()), path);
    return give(c, here.key, async (catalogue) => {
      const section = currentSection(catalogue, article.section.slug);
      const site = here.site(catalogue);
      const elsewhere = articlesIn(catalogue, [section]).filter(
        (row) => row.edition_number !== edition.number,
      );
      return articlePage(site, edition, article, {
        feeds: feedLinks({ of: 'section', section }, catalogue, site),
        related: await archive.articles(elsewhere.slice(0, RELATED), language),
        editions: (await archive.catalogue(language)).editions,
      });
    });
  });

  routes.get(paths.section.route, async (c) => {
    const { language } = spoken(c, c.req.path);
    const catalogue = await archive.catalogue(language);
    const section = requireCatalogueSection(catalogue, c.req.param('slug'));
    const current = currentSection(catalogue, section.slug);
    if (current !== section.slug) {
      const path = paths.section({ slug: current });
      return movedTo(c, spoken(c, path).site(catalogue), path);
    }
    const rows = articlesIn(catalogue, [section.slug]);
    const page = pageNumber(c.req.query('page'));
    const pages = Math.max(1, Math.ceil(rows.length / ARTICLES_A_PAGE));
    if (page > pages) {
      throw pages === 1
        ? told('not-found', 'refused.sectionPage', { page })
        : told('not-found', 'refused.sectionPages', { pages, page });
    }
    const here = spoken(c, paths.section({ slug: section.slug }, { page }));
    return give(c, here.key, async () => {
      const shown = rows.slice((page - 1) * ARTICLES_A_PAGE, page * ARTICLES_A_PAGE);
      const site = here.site(catalogue);
      const feeds = feedLinks({ of: 'section', section: section.slug }, catalogue, site);
      const articles = await archive.articles(shown, language);
      return sectionPage(site, {
        section,
        articles,
        page,
        pages,
        feeds,
        editions: catalogue.editions,
      });
    });
  });

  return routes;
}

async function requireEdition({ archive }: PublicDeps, number: string, language?: LanguageName) {
  const edition = await archive.edition(editionNumber(Number(number)), language);
  if (edition) return edition;
  throw told('not-found', 'refused.noEdition', { edition: Number(number) });
}

/** @throws Fault `gone` for an article that was taken down: the editors' sentence, or that it was, and when. */
function requireNotDown({ takenDown }: ReadingEdition, slug: string): void {
  const down = takenDown.find(({ slugs }) => slugs.includes(slug));
  if (!down) return;
  throw down.notice === undefined ? told('gone', 'refused.articleDown') : fault('gone', down.notice);
}

/** @throws Fault `not-found` for what is no page number. */
export function pageNumber(text = '1'): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw told('not-found', 'refused.noPageNumber');
}
