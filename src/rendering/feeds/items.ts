import { paths, uuidUrn } from '../../core/index.ts';
import { articleUrl, editionUrl, imageUrl } from '../addresses.ts';
import type { FeedItem, FeedOptions } from '../feed.ts';
import type { FragmentSource } from '../joined.ts';
import type { ReadingArticle, ReadingEdition, ReadingSection } from '../web/reading.ts';
import { articleKey } from '../web/views.ts';
import { articleItemHtml, editionItemHtml } from './item-html.tsx';

const category = ({ slug, label }: Pick<ReadingSection, 'slug' | 'label'>, { publicUrl }: FeedOptions) => ({
  term: slug,
  label,
  url: `${publicUrl}${paths.section({ slug })}`,
});

const articleSource = (article: ReadingArticle, options: FeedOptions): FragmentSource => ({
  key: `${articleKey(article)} item ${options.locale.language}`,
  print: () => articleItemHtml(article, options),
});

/** One article as an item of a feed; `publisher` signs what no organisation does. */
export function articleItem(article: ReadingArticle, publisher: string, options: FeedOptions): FeedItem {
  const { image } = article;
  return {
    guid: article.guid,
    url: articleUrl(options.publicUrl, article.edition, article.slug),
    title: article.headline,
    summary: article.summary,
    ...(article.language === undefined ? {} : { language: article.language }),
    key: articleKey(article),
    content: { from: [articleSource(article, options)], html: (sources) => sources.join('') },
    author: article.organisation ?? publisher,
    categories: [category(article.section, options)],
    published: article.published,
    updated: article.corrections.at(-1)?.at ?? article.published,
    ...(image
      ? {
          enclosure: {
            url: imageUrl(options.publicUrl, image),
            mediaType: image.mediaType,
            octets: image.octets,
          },
        }
      : {}),
  };
}

/** One whole edition as an item. */
export function editionItem(edition: ReadingEdition, options: FeedOptions): FeedItem {
  return {
    guid: uuidUrn(edition.hash),
    url: editionUrl(options.publicUrl, edition.number),
    title: options.locale.say('mail.issueTitle', {
      title: edition.title,
      number: String(edition.number),
      cover: edition.cover,
    }),
    summary: edition.strapline,
    ...(edition.language === undefined ? {} : { language: edition.language }),
    key: `${edition.sections.flatMap(({ articles }) => articles.map(articleKey)).join(' ')} ${edition.hash}`,
    content: {
      from: edition.sections
        .flatMap(({ articles }) => articles)
        .map((article) => articleSource(article, options)),
      html: (sources) => editionItemHtml(edition, sources, options),
    },
    author: edition.publisher,
    categories: edition.sections.map((section) => category(section, options)),
    published: edition.published,
    updated: edition.updated,
  };
}
