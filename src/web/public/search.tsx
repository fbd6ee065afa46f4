import { Hono } from 'hono';
import { SearchPage } from '../../../templates/web/search-page.tsx';
import { paths } from '../../core/index.ts';
import { search } from '../../publishing/index.ts';
import type { PublicDeps } from './deps.ts';
import { pageNumber } from './reading.ts';
import { searchFilters } from './search-filters.ts';

/** `/search?q=`: not cached, as few people search for the same. */
export function searchRoutes({ archive, db, place, siteOf }: PublicDeps): Hono {
  const { say } = place.locale;
  const routes = new Hono();
  routes.get(paths.search.route, async (c) => {
    const catalogue = await archive.catalogue();
    const { editions, sections } = catalogue;
    const site = siteOf(catalogue);
    const { section, from } = c.req.query();
    const { filters, within } = searchFilters(catalogue, { section, from }, site);
    const asked = pageNumber(c.req.query('page'));
    const found = await search(db, c.req.query('q') ?? '', { ...within, page: asked });
    const { query, hits, total, page, pages } = found;
    const narrowed = { section: filters.section || undefined, from: filters.from || undefined };
    const at = (number: number) => site.at(paths.search({ q: query, ...narrowed, page: number }));
    const previousPage = say('lists.page', { page: String(page - 1) });
    const nextPage = say('search.pageOf', { page: String(page + 1), pages: String(pages) });
    const view = hits.map((hit) => {
      const edition = editions.find(({ number }) => number === hit.edition);
      const section = sections.find(({ slug }) => slug === hit.section);
      return {
        href: site.at(paths.article({ number: hit.edition, slug: hit.slug })),
        headline: hit.headline,
        excerpt: hit.excerpt,
        ...(hit.language === undefined ? {} : { language: hit.language }),
        section: { text: section?.label ?? hit.section, language: section?.language },
        edition: {
          number: hit.edition,
          cover: edition?.cover ?? '',
          ...(edition?.language === undefined ? {} : { language: edition.language }),
        },
      };
    });
    return c.html(
      <SearchPage
        page={{ site, robots: 'noindex', description: say('search.description', { name: site.name }) }}
        query={query}
        filters={filters}
        hits={view}
        total={total}
        {...(page > 1 && page <= pages + 1
          ? { previous: { href: at(page - 1), label: say('search.previous'), title: previousPage } }
          : {})}
        {...(page < pages
          ? { next: { href: at(page + 1), label: say('search.next'), title: nextPage } }
          : {})}
      />,
    );
  });
  return routes;
}
