import { beside } from '../../../templates/direction.ts';
import type { Marks } from '../../../templates/mail/props.ts';
import type { Theme } from '../../../templates/theme.ts';
import { oneLine } from '../../core/index.ts';
import { articleUrl, imageUrl } from '../addresses.ts';
import type { ReadArticle, ReadSection, ReadSnapshot } from '../read.ts';
import { Footnotes, treeText } from './markdown.ts';
import { underlined, wrap } from './wrap.ts';

export type TextOptions = {
  publicUrl: string;
  theme: Theme;
  marks: Marks;
  links: { browser: string; unsubscribe: string; preferences: string };
};

const RULE = '='.repeat(72);

/** The text part of the mail: wrapped at 72 columns, links numbered below each article, headings underlined. */
export function editionText(snapshot: ReadSnapshot, options: TextOptions): string {
  const { links, marks } = options;
  const of = (line: (section: ReadSection) => string) =>
    snapshot.sections
      .map((section, index) => marks.section(index).open + line(section) + marks.section(index).close)
      .join('');
  const sections = of((section) => `\n\n${sectionText(section, { snapshot, options })}`);
  return [
    opening(snapshot, links.browser),
    `\n\n${treeText(snapshot.welcomeTree)}`,
    `\n\n${underlined('In this edition', '-')}\n`,
    of(contentsOf),
    sections,
    `\n\n${RULE}\n\n${wrap(`${options.theme.footer.reason} Your sections in it:`)}\n`,
    of(({ label }) => `\n${wrap(oneLine(label), { first: '* ', rest: '  ' })}`),
    closing(snapshot, options),
  ].join('');
}

function opening(snapshot: ReadSnapshot, browser: string): string {
  const lines = [
    wrap(oneLine(snapshot.title).toLocaleUpperCase()),
    wrap(beside([`Issue ${snapshot.number}`, oneLine(snapshot.cover)], ' · ')),
    wrap(oneLine(snapshot.strapline)),
  ].filter((line) => line !== '');
  return `${lines.join('\n')}\n\nView in your browser:\n${browser}`;
}

const contentsOf = (section: ReadSection) =>
  [
    `\n${wrap(oneLine(section.label))}`,
    ...section.articles.map(({ headline }) => wrap(oneLine(headline), { first: '  * ', rest: '    ' })),
  ].join('\n');

type Setting = { snapshot: ReadSnapshot; options: TextOptions };

function sectionText(section: ReadSection, setting: Setting): string {
  const { links } = setting.options;
  return [
    `${RULE}\n${wrap(oneLine(section.label).toLocaleUpperCase())}\n${RULE}`,
    section.description && wrap(oneLine(section.description)),
    ...section.articles.map((article) => articlePart(article, setting)),
    `Stop this section:\n${links.unsubscribe}?section=${section.slug}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function articlePart(article: ReadArticle, { snapshot, options }: Setting): string {
  const notes = new Footnotes();
  const { byline } = article;
  const heading = underlined(oneLine(article.headline), '-') + (byline && `\n${wrap(byline)}`);
  const body = treeText(article.tree, notes);
  const { image } = article;
  return [
    heading,
    wrap(oneLine(article.summary)),
    image?.alt &&
      wrap(
        `${beside(['Picture', oneLine(image.alt)], ': ')} [${notes.number(imageUrl(options.publicUrl, image))}]`,
      ),
    image?.caption && wrap(oneLine(image.caption)),
    body,
    article.links
      .map(({ text, url }) => wrap(`${oneLine(text)} [${notes.number(url)}]`, { first: '* ', rest: '  ' }))
      .join('\n'),
    contactText(article),
    notes.list(),
    `Share this article:\n${articleUrl(options.publicUrl, snapshot.number, article.slug)}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function contactText({ contact }: ReadArticle): string {
  if (!contact) return '';
  const who = beside([contact.name ?? '', contact.role ?? ''].map(oneLine), ', ');
  const lines = [who, contact.email, contact.phone, contact.url].filter(
    (line) => line !== undefined && line !== '',
  );
  return lines.length === 0
    ? ''
    : `Contact\n${lines.map((line) => wrap(oneLine(line ?? ''), { first: '  ' })).join('\n')}`;
}

function closing(snapshot: ReadSnapshot, { links, theme }: TextOptions): string {
  return `

Change your sections:
${links.preferences}

Unsubscribe:
${links.unsubscribe}

View in your browser:
${links.browser}

${[snapshot.publisher, ...theme.footer.lines, snapshot.mailbox].map((line) => wrap(oneLine(line))).join('\n')}
`;
}
