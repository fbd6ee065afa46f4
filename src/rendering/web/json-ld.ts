import type { Site } from '../../../templates/web/site.ts';
import { paths, picturesOf } from '../../core/index.ts';
import { articleUrl, editionUrl, imageUrl } from '../addresses.ts';
import type { ReadingArticle, ReadingEdition } from './reading.ts';

const organisation = (name: string) => ({ '@type': 'Organization', name });

const issue = (edition: ReadingEdition, { publicUrl, lang, locale }: Site) => ({
  '@type': 'PublicationIssue',
  '@id': editionUrl(publicUrl, edition.number),
  url: editionUrl(publicUrl, edition.number),
  name: locale.say('edition.issueOf', { title: edition.title, number: String(edition.number) }),
  issueNumber: String(edition.number),
  datePublished: edition.published.toISOString(),
  inLanguage: edition.language ?? lang,
  publisher: organisation(edition.publisher),
  isPartOf: { '@type': 'Periodical', name: edition.title, url: `${publicUrl}${paths.front()}` },
});

/** schema.org `PublicationIssue` with its articles. */
export const editionJsonLd = (edition: ReadingEdition, site: Site) => ({
  '@context': 'https://schema.org',
  ...issue(edition, site),
  dateModified: edition.updated.toISOString(),
  hasPart: edition.sections.flatMap(({ articles }) =>
    articles.map((article) => ({
      '@type': 'NewsArticle',
      headline: article.headline,
      url: articleUrl(site.publicUrl, edition.number, article.slug),
    })),
  ),
});

/** schema.org `NewsArticle`; a correction is a `CorrectionComment`. */
export function articleJsonLd(article: ReadingArticle, edition: ReadingEdition, site: Site) {
  const { corrections } = article;
  const images = picturesOf(article).map((image) => imageUrl(site.publicUrl, image));
  const url = articleUrl(site.publicUrl, edition.number, article.slug);
  return {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    '@id': url,
    url,
    mainEntityOfPage: url,
    headline: article.headline,
    ...(article.summary ? { description: article.summary } : {}),
    ...(images.length > 0 ? { image: images } : {}),
    datePublished: article.published.toISOString(),
    dateModified: (corrections.at(-1)?.at ?? article.published).toISOString(),
    ...(article.publishedOn ? { dateCreated: article.publishedOn } : {}),
    articleSection: article.section.label,
    inLanguage: article.language ?? site.lang,
    author: [organisation(article.organisation ?? edition.publisher)],
    publisher: organisation(edition.publisher),
    isPartOf: issue(edition, site),
    ...(corrections.length > 0
      ? {
          correction: corrections.map(({ at, note }) => ({
            '@type': 'CorrectionComment',
            datePublished: at.toISOString(),
            text: note,
          })),
        }
      : {}),
  };
}
