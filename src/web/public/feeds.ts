import { type Context, Hono } from 'hono';
import {
  type Catalogue,
  chooseSections,
  currentSection,
  type FeedSubject,
  feedDocument,
  feedKey,
  feedOutlines,
  publicDocument,
  requireSection,
} from '../../publishing/index.ts';
import {
  type Feed,
  type FeedFormat,
  feedFormats,
  feedStylesheet,
  feedView,
  opml,
} from '../../rendering/index.ts';
import { answer } from './answer.ts';
import type { PublicDeps } from './deps.ts';
import { pageNumber } from './reading.ts';

const FIVE_MINUTES = 300;

/**
 * Every feed. A browser that opens one as a page gets a page of it: Chromium 155 dropped XSLT, and the XSL stylesheet
 * serves only those that still have it. Feed readers never send `Sec-Fetch-Dest: document`. Mounted before all middleware: readers ask every few minutes for what they have, and most of what such
 * an answer would cost is middleware.
 */
export function feedRoutes(deps: PublicDeps): Hono {
  const { archive, documents, site } = deps;
  // A feed may be read from any other site's page: it is public, and no cookie goes with it.
  const options = { maxAge: FIVE_MINUTES, fields: { ...deps.fields, 'Access-Control-Allow-Origin': '*' } };
  const routes = new Hono();

  const give = async (
    c: Context,
    catalogue: Catalogue,
    feed: { subject: FeedSubject; format: FeedFormat },
  ) => {
    const request = { ...feed, page: pageNumber(c.req.query('page')) };
    const asPage = feed.format !== 'json' && c.req.header('Sec-Fetch-Dest') === 'document';
    const key = `${feedKey(request)}${asPage ? ' page' : ''}`;
    const document = await documents.get(catalogue.revision, key, () => {
      const icon = new URL(site.asset('icon.svg'), site.publicUrl).href;
      const stylesheet = `${site.publicUrl}/feed.xsl`;
      const { name, publicUrl, lang: language, timeZone } = site;
      const feedSite = { name, publicUrl, language, timeZone, icon, stylesheet, hub: deps.hub };
      const view = asPage ? (read: Feed) => feedView(site, read, feed.format) : undefined;
      return feedDocument(archive, feedSite, request, view);
    });
    return answer(c, document, { ...options, vary: 'Accept-Encoding, Sec-Fetch-Dest' });
  };

  for (const format of ['rss', 'atom', 'json'] as const) {
    const file = `feed.${feedFormats[format].extension}`;

    routes.get(`/${file}`, async (c) => {
      const catalogue = await archive.catalogue();
      const sections = chooseSections(catalogue, c.req.queries('sections'));
      return give(c, catalogue, { format, subject: sections ? { of: 'set', sections } : { of: 'all' } });
    });

    routes.get(`/editions/${file}`, async (c) =>
      give(c, await archive.catalogue(), { format, subject: { of: 'editions' } }),
    );

    routes.get(`/sections/:slug/${file}`, async (c) => {
      const catalogue = await archive.catalogue();
      const { slug } = requireSection(catalogue, c.req.param('slug'));
      const section = currentSection(catalogue, slug);
      if (section !== slug) return c.redirect(site.at(`/sections/${section}/${file}`), 301);
      return give(c, catalogue, { format, subject: { of: 'section', section } });
    });
  }

  routes.get('/feeds.opml', async (c) => {
    const catalogue = await archive.catalogue();
    const document = await documents.get(catalogue.revision, '/feeds.opml', async () => {
      const { name, publicUrl } = site;
      const text = opml(name, catalogue.changed, feedOutlines(catalogue, name, publicUrl));
      return publicDocument('text/x-opml; charset=utf-8', text, catalogue.changed);
    });
    return answer(c, document, options);
  });

  routes.get('/feed.xsl', async (c) => {
    const catalogue = await archive.catalogue();
    const document = await documents.get(catalogue.revision, '/feed.xsl', async () =>
      publicDocument('text/xsl; charset=utf-8', feedStylesheet(site), catalogue.changed),
    );
    return answer(c, document, options);
  });

  return routes;
}
