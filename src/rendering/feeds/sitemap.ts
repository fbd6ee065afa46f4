import { element, textElement, xmlDocument } from './xml.ts';

export type SitemapEntry = { url: string; changed?: Date };

/** sitemaps.org protocol 0.9. */
export const sitemap = (entries: readonly SitemapEntry[]): string =>
  xmlDocument(
    element(
      'urlset',
      { xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9' },
      entries.map(({ url, changed }) =>
        element('url', {}, textElement('loc', url), textElement('lastmod', changed?.toISOString())),
      ),
    ),
  );
