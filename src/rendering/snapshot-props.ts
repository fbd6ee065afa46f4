import { around, spoken } from '../../templates/direction.ts';
import { type Look, lookOf } from '../../templates/mail/look.ts';
import type {
  ArticleProps,
  EditionProps,
  ImageProps,
  Marks,
  SectionProps,
} from '../../templates/mail/props.ts';
import type { Theme } from '../../templates/theme.ts';
import {
  type ArticleLink,
  isColour,
  linksApart,
  linkWords,
  oneLine,
  paths,
  picturesOf,
  readableOn,
} from '../core/index.ts';
import type { SnapshotImage } from '../editions/index.ts';
import { imageUrl, urlIn } from './addresses.ts';
import { type DirectedStyles, type MailStyles, mailHtml } from './markdown/print.ts';
import { textOf } from './markdown/walk.ts';
import type { RenderOptions } from './options.ts';
import type { ReadArticle, ReadSection, ReadSnapshot } from './read.ts';

export type PropsOptions = RenderOptions & {
  marks: Marks;
  links: EditionProps['links'];
  styles: DirectedStyles;
  /** What a mailbox shows beside a subject by stories. */
  followingStories: string;
};

/** What a mailbox shows beside the subject where the edition says it. */
export const preheaderOf = ({ preheader, strapline, title, subject }: ReadSnapshot): string =>
  oneLine(preheader ?? (strapline || (subject === 'stories' ? title : '')));

/** What the mail's template is given: every address absolute, every Markdown printed, every line one line. */
export function editionProps(snapshot: ReadSnapshot, options: PropsOptions): EditionProps {
  const sections: SectionProps[] = [];
  const followed = snapshot.subject === 'stories' && snapshot.preheader === undefined;
  let index = 0;
  for (const section of snapshot.sections) {
    const articles = section.articles.map((article) =>
      articleProps(article, { snapshot, options, index: index++ }),
    );
    sections.push(sectionProps(section, { index: sections.length, articles, theme: options.theme }));
  }
  return {
    number: snapshot.number,
    cover: oneLine(snapshot.cover),
    title: oneLine(snapshot.title),
    strapline: oneLine(snapshot.strapline),
    preheader: followed ? options.followingStories : preheaderOf(snapshot),
    followed,
    publisher: oneLine(snapshot.publisher),
    mailbox: oneLine(snapshot.mailbox),
    welcome: mailHtml(
      snapshot.welcomeTree,
      options.styles,
      spoken(textOf(snapshot.welcomeTree.children), around(snapshot.language), snapshot.spokenIn?.welcome),
    ),
    language: snapshot.language,
    spokenIn: snapshot.spokenIn ?? {},
    locale: snapshot.locale,
    sections,
    palette: sections.map((section) => section.colours),
    marks: options.marks,
    links: options.links,
  };
}

type Place = { index: number; articles: ArticleProps[]; theme: Theme };

function sectionProps(section: ReadSection, { index, articles, theme }: Place): SectionProps {
  const own = section.colour && isColour(section.colour) ? section.colour : undefined;
  return {
    index,
    anchor: `section-${section.slug}`,
    slug: section.slug,
    label: oneLine(section.label),
    description: oneLine(section.description),
    language: section.language,
    colours: {
      light: readableOn(own ?? theme.light.accent, theme.light.box),
      // A saturated colour glows on a dark ground but reads worse than its ratio says.
      dark: readableOn(own ?? theme.dark.accent, theme.dark.box, 6),
    },
    articles,
  };
}

type Setting = { snapshot: ReadSnapshot; options: PropsOptions; index: number };

function articleProps(article: ReadArticle, { snapshot, options, index }: Setting): ArticleProps {
  const [image, ...pictures] = picturesOf(article).map((one) => imageProps(one, options.publicUrl));
  return {
    index,
    anchor: article.slug,
    headline: oneLine(article.headline),
    summary: oneLine(article.summary),
    byline: article.byline,
    body: mailHtml(article.tree, options.styles, article.inside),
    language: article.language,
    onlyIn: article.only,
    lead: article.lead,
    image,
    pictures,
    contact: article.contact,
    ...linkProps(article.links),
    url: urlIn(options.publicUrl, paths.article({ number: snapshot.number, slug: article.slug }), {
      ...options,
      language: snapshot.language,
    }),
    forms: ['full', 'short', 'headline'],
  };
}

function linkProps(all: readonly ArticleLink[]): Pick<ArticleProps, 'links' | 'documents'> {
  const { pages, documents } = linksApart(all.filter(({ url }) => /^https?:\/\//i.test(url)));
  const named = (link: ArticleLink) => ({ text: linkWords(link), url: link.url });
  return { links: pages.map(named), documents: documents.map(named) };
}

const imageProps = (image: SnapshotImage, publicUrl: string): ImageProps => ({
  src: imageUrl(publicUrl, image),
  alt: oneLine(image.alt),
  ...(image.caption ? { caption: oneLine(image.caption) } : {}),
  width: image.width,
  height: image.height,
});

/** Of both directions, since an article may run otherwise than the mail. */
export const markdownStyles = (theme: Theme): DirectedStyles => ({
  ltr: stylesOf(lookOf(theme, 'ltr')),
  rtl: stylesOf(lookOf(theme, 'rtl')),
});

/** The stylesheet lets words break anywhere; in a table that fits they need not. */
const WHOLE_WORDS = 'overflow-wrap:normal';

function stylesOf(look: Look): MailStyles {
  const heading = { style: look.h4 };
  return {
    h2: { style: `${look.h3};margin-top:0` },
    h3: heading,
    h4: heading,
    h5: heading,
    h6: heading,
    ul: { style: look.list },
    ol: { style: look.list },
    a: { style: look.link },
    blockquote: { style: look.quote, class: 'r' },
    '.attribution': { style: look.attribution, class: 'm' },
    '.statistic': { style: look.statistic },
    '.figure': { style: look.figure, class: 'f' },
    code: { style: look.code },
    pre: { style: look.pre, class: 'bx' },
    table: { style: look.table },
    th: { style: look.cell, class: 'r' },
    td: { style: look.cell, class: 'r' },
    hr: { style: look.rule, class: 'r' },
    '.cell': { style: `${look.cell};${WHOLE_WORDS}`, class: 'r' },
    '.inner': { style: `margin:0 0 4px;${WHOLE_WORDS}` },
    ...Object.fromEntries(
      ['left', 'center', 'right'].map((side) => [
        `.${side}`,
        { style: `${look.cell.replace(/text-align:\w+/, `text-align:${side}`)};${WHOLE_WORDS}`, class: 'r' },
      ]),
    ),
    '.row': { style: look.record, class: 'r' },
    '.number': { style: 'white-space:nowrap' },
    '.pair': { style: 'margin:0 0 2px' },
  };
}
