import { type Context, Hono } from 'hono';
import { editionNumber, paths } from '../../core/index.ts';
import {
  type Catalogue,
  chooseSections,
  currentSection,
  type FeedSubject,
  feedDocument,
  feedKey,
  feedOutlines,
  feedPath,
  publicDocument,
  requireCatalogueSection,
  type SectionPath,
} from '../../publishing/index.ts';
import {
  type Feed,
  type FeedFormat,
  feedFormats,
  feedStylesheet,
  feedView,
  opml,
} from '../../rendering/index.ts';
import { leadTo, movedTo } from '../canonical.ts';
import { onceThere } from './answer.ts';
import type { PublicDeps } from './deps.ts';
import { pageNumber } from './reading.ts';

const FIVE_MINUTES = 300;

/**
 * Every feed. A browser that opens one as a page gets a page of it: Chromium 155 dropped XSLT, and the XSL stylesheet
 * serves only those that still have it. Feed readers never send `Sec-Fetch-Dest: document`.
 *
 * Served in front of all middleware and without waiting where nothing must be waited for: readers ask every few
 * minutes for what they have, and the rest of such an answer would be most of its cost.
 */
export function feedRoutes(deps: PublicDeps): Hono {
  const { archive, place } = deps;
  const give = feedGiver(deps);
  const routes = new Hono();

  for (const format of ['rss', 'atom', 'json'] as const) {
    const { extension } = feedFormats[format];
    const pathOf: SectionPath = (section) => feedPath({ of: 'section', section }, format);

    routes.get(paths.feed[extension].route, (c) =>
      onceThere(archive.catalogue(), (catalogue) => {
        const sections = chooseSections(catalogue, c.req.queries('sections'), pathOf);
        return give(c, catalogue, { format, subject: sections ? { of: 'set', sections } : { of: 'all' } });
      }),
    );

    routes.get(paths.editionsFeed[extension].route, (c) =>
      onceThere(archive.catalogue(), (catalogue) =>
        give(c, catalogue, { format, subject: { of: 'editions' } }),
      ),
    );

    routes.get(paths.editionFeed[extension].route, (c) =>
      onceThere(archive.catalogue(), (catalogue) => {
        const edition = editionNumber(Number(c.req.param('number')));
        const address = paths.editionFeed[extension]({ number: edition });
        if (c.req.path !== address) return movedTo(c, place, address);
        return give(c, catalogue, { format, subject: { of: 'edition', edition } });
      }),
    );

    routes.get(paths.sectionFeed[extension].route, (c) =>
      onceThere(archive.catalogue(), (catalogue) => {
        const { slug } = requireCatalogueSection(catalogue, c.req.param('slug'), pathOf);
        const section = currentSection(catalogue, slug);
        if (section !== slug) {
          return leadTo(c, place, { address: pathOf(section), status: 301 });
        }
        return give(c, catalogue, { format, subject: { of: 'section', section } });
      }),
    );
  }
  routes.route('/', listOfFeeds(deps));
  return routes;
}

/** A feed may be read from any other site's page: it is public, and no cookie goes with it. */
const answerOptions = ({ fields }: PublicDeps) => ({
  maxAge: FIVE_MINUTES,
  fields: { ...fields, 'Access-Control-Allow-Origin': '*' },
});

function feedGiver(deps: PublicDeps) {
  const { documents, siteOf, answer } = deps;
  const options = { ...answerOptions(deps), vary: 'Accept-Encoding, Sec-Fetch-Dest' };
  return (c: Context, catalogue: Catalogue, feed: { subject: FeedSubject; format: FeedFormat }) => {
    const request = { ...feed, page: pageNumber(c.req.query('page')) };
    const asPage = feed.format !== 'json' && c.req.header('Sec-Fetch-Dest') === 'document';
    const key = `${feedKey(request)}${asPage ? ' page' : ''}`;
    const document = documents.get(catalogue.revision, key, () => {
      const site = siteOf(catalogue);
      const icon = new URL(site.asset('icon.svg'), site.publicUrl).href;
      const stylesheet = `${site.publicUrl}${paths.feedStylesheet()}`;
      const { name, publicUrl, locale, timeZone } = site;
      const feedSite = { name, publicUrl, locale, timeZone, icon, stylesheet, hub: deps.hub };
      const view = asPage ? (read: Feed) => feedView(site, read, feed.format) : undefined;
      return feedDocument(deps, feedSite, request, view);
    });
    return onceThere(document, (made) => answer(c, made, options));
  };
}

/** All feeds for a reader to take in at once, and the stylesheet that shows one to a person. */
function listOfFeeds(deps: PublicDeps): Hono {
  const { archive, documents, siteOf, answer } = deps;
  const options = answerOptions(deps);
  const routes = new Hono();

  routes.get(paths.feedList.route, async (c) => {
    const catalogue = await archive.catalogue();
    const document = await documents.get(catalogue.revision, paths.feedList(), async () => {
      const { name, publicUrl, locale } = siteOf(catalogue);
      const text = opml(name, catalogue.changed, feedOutlines(catalogue, { name, publicUrl, locale }));
      return publicDocument('text/x-opml; charset=utf-8', text, catalogue.changed);
    });
    return answer(c, document, options);
  });

  routes.get(paths.feedStylesheet.route, async (c) => {
    const catalogue = await archive.catalogue();
    const document = await documents.get(catalogue.revision, paths.feedStylesheet(), async () =>
      publicDocument('text/xsl; charset=utf-8', feedStylesheet(siteOf(catalogue)), catalogue.changed),
    );
    return answer(c, document, options);
  });

  return routes;
}
