import { beside } from '../../../templates/direction.ts';
import { footerReason } from '../../../templates/mail/footer.tsx';
import type { Marks } from '../../../templates/mail/props.ts';
import type { Theme } from '../../../templates/theme.ts';
import { type ArticleLink, linksApart, linkWords, oneLine, paths, picturesOf } from '../../core/index.ts';
import type { SnapshotImage } from '../../editions/index.ts';
import { imageUrl, urlIn } from '../addresses.ts';
import type { ReadArticle, ReadSection, ReadSnapshot } from '../read.ts';
import { Footnotes, treeText } from './markdown.ts';
import { underlined, wrap } from './wrap.ts';

export type TextOptions = {
  publicUrl: string;
  theme: Theme;
  languages?: readonly string[] | undefined;
  marks: Marks;
  links: { browser: string; forward: string; unsubscribe: string; preferences: string };
};

const RULE = '='.repeat(72);

/** The text part of the mail: wrapped at 72 columns, links numbered below each article, headings underlined. */
export function editionText(snapshot: ReadSnapshot, options: TextOptions): string {
  const { links, marks } = options;
  const { say } = snapshot.locale;
  const of = (line: (section: ReadSection) => string) =>
    snapshot.sections
      .map((section, index) => marks.section(index).open + line(section) + marks.section(index).close)
      .join('');
  const sections = of((section) => `\n\n${sectionText(section, { snapshot, options })}`);
  return [
    opening(snapshot, links.browser),
    `\n\n${treeText(snapshot.welcomeTree)}`,
    `\n\n${underlined(say('mail.inThisEdition'), '-')}\n`,
    of(contentsOf),
    sections,
    `\n\n${RULE}\n\n${wrap(`${footerReason(options.theme, snapshot.locale)} ${say('mail.yourSections')}`)}\n`,
    of(({ label }) => `\n${wrap(oneLine(label), { first: '* ', rest: '  ' })}`),
    closing(snapshot, options),
  ].join('');
}

function opening(snapshot: ReadSnapshot, browser: string): string {
  const { say } = snapshot.locale;
  const issue = say('mail.issue', { number: String(snapshot.number) });
  const lines = [
    wrap(oneLine(snapshot.title).toLocaleUpperCase()),
    wrap(beside([issue, oneLine(snapshot.cover)], ' · ')),
    wrap(oneLine(snapshot.strapline)),
  ].filter((line) => line !== '');
  return `${lines.join('\n')}\n\n${linked(say('mail.viewInBrowser'), browser)}`;
}

/** A label with an address, which no mail program joins to the words before it. */
const linked = (label: string, address: string) => `${label}:\n${address}`;

const contentsOf = (section: ReadSection) =>
  [
    `\n${wrap(oneLine(section.label))}`,
    ...section.articles.map(({ headline }) => wrap(oneLine(headline), { first: '  * ', rest: '    ' })),
  ].join('\n');

type Setting = { snapshot: ReadSnapshot; options: TextOptions };

function sectionText(section: ReadSection, setting: Setting): string {
  const { links } = setting.options;
  const stop = setting.snapshot.locale.say('mail.stopSection');
  return [
    `${RULE}\n${wrap(oneLine(section.label).toLocaleUpperCase())}\n${RULE}`,
    section.description && wrap(oneLine(section.description)),
    ...section.articles.map((article) => articlePart(article, setting)),
    linked(stop, `${links.unsubscribe}?section=${section.slug}`),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function articlePart(article: ReadArticle, { snapshot, options }: Setting): string {
  const notes = new Footnotes();
  const { say } = snapshot.locale;
  const { byline } = article;
  const heading = underlined(oneLine(article.headline), '-') + (byline && `\n${wrap(byline)}`);
  const body = treeText(article.tree, notes);
  const words = { notes, label: say('mail.picture'), publicUrl: options.publicUrl };
  const { pages, documents } = linksApart(article.links);
  const [first = [], ...further] = picturesOf(article).map((image) => pictureText(image, words));
  return [
    heading,
    wrap(article.only),
    wrap(oneLine(article.summary)),
    ...first,
    body,
    ...further.flat(),
    linksText(pages, notes),
    documents.length > 0 && `${say('mail.documents')}\n${linksText(documents, notes)}`,
    contactText(article, say('mail.contact')),
    notes.list(),
    linked(say('mail.share'), addressOf(article, { snapshot, options })),
  ]
    .filter(Boolean)
    .join('\n\n');
}

const linksText = (links: readonly ArticleLink[], notes: Footnotes) =>
  links
    .map((link) =>
      wrap(`${oneLine(linkWords(link))} [${notes.number(link.url)}]`, { first: '* ', rest: '  ' }),
    )
    .join('\n');

type PictureWords = { notes: Footnotes; label: string; publicUrl: string };

/** What is in it, and its caption. */
function pictureText(image: SnapshotImage, { notes, label, publicUrl }: PictureWords): string[] {
  const words = beside([label, oneLine(image.alt)], ': ');
  return [
    image.alt && wrap(`${words} [${notes.number(imageUrl(publicUrl, image))}]`),
    image.caption ? wrap(oneLine(image.caption)) : '',
  ];
}

const addressOf = ({ slug }: ReadArticle, { snapshot: { number, language }, options }: Setting) =>
  urlIn(options.publicUrl, paths.article({ number, slug }), { ...options, language });

function contactText({ contact }: ReadArticle, label: string): string {
  if (!contact) return '';
  const who = beside([contact.name ?? '', contact.role ?? ''].map(oneLine), ', ');
  const lines = [who, contact.email, contact.phone, contact.url].filter(
    (line) => line !== undefined && line !== '',
  );
  return lines.length === 0
    ? ''
    : `${label}\n${lines.map((line) => wrap(oneLine(line ?? ''), { first: '  ' })).join('\n')}`;
}

function closing(snapshot: ReadSnapshot, { links, theme }: TextOptions): string {
  const { say } = snapshot.locale;
  return `

${linked(say('mail.changeSections'), links.preferences)}

${linked(say('mail.unsubscribe'), links.unsubscribe)}

${linked(say('mail.viewInBrowser'), links.browser)}

${linked(say('mail.forward'), links.forward)}

${[snapshot.publisher, ...theme.footer.lines, snapshot.mailbox].map((line) => wrap(oneLine(line))).join('\n')}
`;
}
