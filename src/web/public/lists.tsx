import { Hono } from 'hono';
import { FeedsPage } from '../../../templates/web/feeds-page.tsx';
import { paths } from '../../core/index.ts';
import {
  type Catalogue,
  chooseSections,
  type FeedSubject,
  feedPath,
  feedSubjects,
  feedTitle,
  publicDocument,
  sitemapEntries,
} from '../../publishing/index.ts';
import { feedFormats, sitemap } from '../../rendering/index.ts';
import type { PublicDeps } from './deps.ts';
import { feedLinks } from './feed-links.ts';

const HOUR = 3_600;

/** Lists of what there is: feeds for people, addresses for search engines. */
export function listRoutes(deps: PublicDeps): Hono {
  const { archive, config, documents, place, siteOf, answer } = deps;
  const routes = new Hono();

  const row = (subject: FeedSubject, catalogue: Catalogue) => {
    const section = catalogue.sections.find(
      ({ slug }) => subject.of === 'section' && slug === subject.section,
    );
    return {
      title: feedTitle(subject, catalogue, siteOf(catalogue)),
      ...(section?.description ? { description: section.description } : {}),
      ...(section?.language === undefined ? {} : { language: section.language }),
      addresses: (['rss', 'atom', 'json'] as const).map((format) => ({
        format: feedFormats[format].name,
        href: `${place.publicUrl}${feedPath(subject, format)}`,
      })),
    };
  };

  routes.get(paths.feeds.route, async (c) => {
    const catalogue = await archive.catalogue();
    const site = siteOf(catalogue);
    const sections = chooseSections(catalogue, c.req.queries('sections'), (section) =>
      feedPath({ of: 'section', section }, 'rss'),
    );
    const choice = catalogue.sections
      .filter(({ mergedInto }) => mergedInto === undefined)
      .map(({ slug, label, language }) => ({
        slug,
        label,
        language,
        chosen: sections?.includes(slug) ?? false,
      }));
    return c.html(
      <FeedsPage
        page={{
          site,
          canonical: `${site.publicUrl}${paths.feeds()}`,
          description: site.locale.say('feeds.description', { name: site.name }),
          feeds: feedLinks({ of: 'all' }, catalogue, site),
        }}
        feeds={feedSubjects(catalogue).map((subject) => row(subject, catalogue))}
        choice={choice}
        {...(sections ? { chosen: row({ of: 'set', sections }, catalogue) } : {})}
      />,
    );
  });

  routes.get(paths.sitemap.route, async (c) => {
    const catalogue = await archive.catalogue();
    const document = await documents.get(catalogue.revision, paths.sitemap(), async () =>
      publicDocument(
        'application/xml; charset=utf-8',
        sitemap(sitemapEntries(catalogue, config)),
        catalogue.changed,
      ),
    );
    return answer(c, document, { maxAge: HOUR, fields: {} });
  });

  routes.get(paths.robots.route, (c) => {
    const { confirm, preferences, unsubscribe, sesEvents, live } = paths;
    const folders = [confirm, preferences, unsubscribe, sesEvents, live].map(({ route }) =>
      route.slice(0, route.lastIndexOf('/') + 1),
    );
    const closed = [paths.search(), ...folders];
    const lines = [
      'User-agent: *',
      ...closed.map((path) => `Disallow: ${place.at(path)}`),
      '',
      `Sitemap: ${place.publicUrl}${paths.sitemap()}`,
      '',
    ];
    return c.text(lines.join('\n'), 200, { 'Cache-Control': `public, max-age=${HOUR}` });
  });

  return routes;
}
