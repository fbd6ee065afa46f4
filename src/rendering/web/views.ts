import {
  type Around,
  around,
  datesIn,
  difference,
  figuresIn,
  nearestLanguage,
  spoken,
  type Tongue,
} from '../../../templates/direction.ts';
import type { ArticleView, ImageView } from '../../../templates/web/article.tsx';
import type { PageProps } from '../../../templates/web/layout.tsx';
import type { ArticleCard, EditionCard } from '../../../templates/web/lists.tsx';
import type { Moment } from '../../../templates/web/parts.tsx';
import type { Site } from '../../../templates/web/site.ts';
import { linksApart, linkWords, paths, variantFormats, variantWidths } from '../../core/index.ts';
import type { SnapshotImage } from '../../editions/index.ts';
import { imageUrl, variantUrl } from '../addresses.ts';
import { articleHtml } from '../markdown/print.ts';
import { saysOnlyIn } from '../read.ts';
import { changedParts, partWords } from './changes.ts';
import type { ListedEdition, ReadingArticle } from './reading.ts';

export const moment = (date: Date, { lang, timeZone }: Site): Moment => ({
  iso: date.toISOString(),
  text: new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone }).format(date),
});

/** A date without a time has no time zone. */
const day = (iso: string, language: string): Moment => ({
  iso,
  text: new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso)),
});

export const editionPath = (number: number) => paths.edition({ number });
export const articlePath = ({ edition, slug }: Pick<ReadingArticle, 'edition' | 'slug'>) =>
  paths.article({ number: edition, slug });

const sources = (image: SnapshotImage, site: Site) =>
  variantWidths(image).length === 0
    ? []
    : variantFormats.map((format) => ({
        type: format,
        srcset: variantWidths(image)
          .map((width) => `${site.at(variantUrl('', image, { width, format }))} ${width}w`)
          .join(', '),
      }));

export const imageView = (image: SnapshotImage, site: Site): ImageView => ({
  src: site.at(imageUrl('', image)),
  sources: sources(image, site),
  alt: image.alt,
  width: image.width,
  height: image.height,
  ...(image.caption ? { caption: image.caption } : {}),
});

/**
 * Names all that an article's printing is made of: its words are frozen and corrections only come, while an image's measures
 * are those of the file as it is stored now.
 */
export const articleKey = ({ guid, corrections, image, pictures, language }: ReadingArticle) =>
  [
    guid,
    language ?? '',
    corrections.length,
    image ? JSON.stringify(image) : '',
    ...(pictures ?? []).map((one) => JSON.stringify(one)),
  ].join(' ');

type Places = { inside: Around; outside: Around };

/** A note is in its article's language, unless its letters say otherwise; it stands among the page's own words. */
export function noteTongue(
  note: string,
  { language }: Pick<ReadingArticle, 'language'>,
  { inside, outside }: Places,
): Tongue {
  const place = language === undefined ? inside : outside;
  return difference(spoken(note, place, nearestLanguage(note, undefined, language)), place);
}

/** @param headline level of the article's own headline on the page; its body's headings come below. */
export function articleView(article: ReadingArticle, site: Site, headline: number): ArticleView {
  const { image, pictures = [], organisation, contact, publishedOn } = article;
  const { pages, documents } = linksApart(article.links);
  const outside = around(site.lang);
  const inside = spoken(`${article.headline} ${article.summary}`, outside, article.language);
  const language = article.language ?? site.lang;
  return {
    href: site.at(articlePath(article)),
    headline: article.headline,
    summary: article.summary,
    own: difference(inside, outside),
    title: difference(spoken(article.headline, inside), inside),
    lead: difference(spoken(article.summary, inside), inside),
    figures: figuresIn(inside.direction),
    fixed: article.language === undefined ? {} : difference(outside, inside),
    ...(article.language === undefined ? {} : { language: article.language }),
    onlyIn: saysOnlyIn(article, site.locale),
    bodyHtml: articleHtml(article.body, {
      headingOffset: headline,
      grammar: article.grammar,
      language,
      direction: inside.direction,
    }),
    links: pages.map((link) => ({ text: linkWords(link), url: link.url })),
    documents: documents.map((link) => ({ text: linkWords(link), url: link.url })),
    ...(organisation ? { organisation } : {}),
    ...(contact ? { contact } : {}),
    ...(publishedOn ? { date: day(publishedOn, datesIn(article.language, site.lang)) } : {}),
    ...(image ? { image: imageView(image, site) } : {}),
    pictures: pictures.map((one) => imageView(one, site)),
    corrections: article.corrections.map(({ at, note, before, after }) => ({
      at: moment(at, site),
      note,
      own: noteTongue(note, article, { inside, outside }),
      changes: changedParts(before, after, site.lang).map(({ part, words }) => ({
        part: site.locale.say(partWords[part]),
        words,
      })),
    })),
  };
}

export const editionCard = (edition: ListedEdition, site: Site): EditionCard => ({
  href: site.at(editionPath(edition.number)),
  title: edition.title,
  number: edition.number,
  cover: edition.cover,
  strapline: edition.strapline,
  published: moment(edition.published, site),
  ...(edition.language === undefined ? {} : { language: edition.language }),
  articles: edition.articles,
  sections: edition.sections,
});

export const articleCard = (article: ReadingArticle, edition: string, site: Site): ArticleCard => ({
  href: site.at(articlePath(article)),
  headline: article.headline,
  summary: article.summary,
  edition,
  ...(article.language === undefined ? {} : { language: article.language }),
  published: moment(article.published, site),
});

export type PageMeta = Omit<PageProps, 'children' | 'title' | 'at'>;

/** What every public page carries: its one canonical address, and how it looks when it is shared. */
export const meta = (
  site: Site,
  path: string,
  more: Omit<PageMeta, 'site' | 'canonical'> = {},
): PageMeta => ({
  site,
  canonical: new URL(site.at(path), site.publicUrl).href,
  openGraph: { type: 'website' },
  ...more,
});
