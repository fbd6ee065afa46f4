import { element, textElement, xmlDocument } from './xml.ts';

/** `versions`: the same page in each language (BCP 47), itself among them; absent = it is in one alone. */
export type SitemapEntry = {
  url: string;
  changed?: Date | undefined;
  versions?: readonly { language: string; url: string }[];
};

/** sitemaps.org protocol 0.9, with Google's way to say in which languages a page is. */
export function sitemap(entries: readonly SitemapEntry[]): string {
  const several = entries.some(({ versions }) => versions !== undefined);
  const xmlns = 'http://www.sitemaps.org/schemas/sitemap/0.9';
  return xmlDocument(
    element(
      'urlset',
      { xmlns, 'xmlns:xhtml': several ? 'http://www.w3.org/1999/xhtml' : undefined },
      entries.map(({ url, changed, versions = [] }) =>
        element(
          'url',
          {},
          textElement('loc', url),
          textElement('lastmod', changed?.toISOString()),
          versions.map(({ language, url: href }) =>
            element('xhtml:link', { rel: 'alternate', hreflang: language, href }),
          ),
        ),
      ),
    ),
  );
}
