import { nearestLanguage } from '../../../templates/direction.ts';
import type { Theme } from '../../../templates/theme.ts';
import { type ArticleLink, contrast, isColour, picturesOf } from '../../core/index.ts';
import {
  type BodyPlaces,
  imagesOf,
  type Snapshot,
  type SnapshotArticle,
  type SnapshotImage,
  type SnapshotSection,
} from '../../editions/index.ts';
import { authoredTree, type TreeReading } from '../markdown/tree.ts';
import { elements, textOf } from '../markdown/walk.ts';
import { checkBody } from './body.ts';
import { checkContact } from './contacts.ts';
import { advice, error, type Finding, warning } from './finding.ts';
import { checkLink, checkLinks } from './links.ts';

const LONGEST_HEADLINE = 110;
const LONGEST_PREHEADER = 140;

/** What an editor should know of the words before they go out. Says nothing of size. */
export function checkContent(
  snapshot: Snapshot,
  planned: readonly string[],
  { theme, places = new Map() }: { theme: Theme; places?: BodyPlaces },
): Finding[] {
  const setting = { grammar: snapshot.grammar, language: theme.language, places };
  const held = new Set(snapshot.sections.map(({ slug }) => String(slug)));
  return [
    ...(held.size === 0 ? [error('edition', 'The edition holds no article.')] : []),
    ...planned
      .filter((slug) => !held.has(slug))
      .map((slug) => warning(slug, 'The section has no article, so nobody will see it in this edition.')),
    ...checkEdition(snapshot, setting),
    ...checkHeadlines(snapshot),
    ...checkWeight(snapshot),
    ...snapshot.sections.flatMap((section) => [
      ...checkColour(section, theme),
      ...section.articles.flatMap((article) => {
        const words = `${article.headline} ${article.summary}`;
        const said = nearestLanguage(words, article.language, section.language, snapshot.language);
        return checkArticle(article, { ...setting, language: said ?? theme.language });
      }),
    ]),
  ];
}

type Setting = TreeReading & { places: BodyPlaces };

function checkEdition({ preheader, welcome }: Snapshot, setting: Setting): Finding[] {
  const findings = [
    ...checkLinks(welcome, 'edition', setting),
    ...checkHeadings(welcome, 'edition', setting),
    ...checkBody(welcome, 'edition', setting),
  ];
  if (!preheader)
    findings.push(warning('edition', 'There is no preheader: mailboxes will show the strapline.'));
  else if (preheader.length > LONGEST_PREHEADER) {
    findings.push(
      warning('edition', `The preheader has ${preheader.length} characters; mailboxes show about 100.`),
    );
  }
  if (welcome.trim() === '') findings.push(warning('edition', 'There is no welcome.'));
  return findings;
}

const spelt = (headline: string) => headline.toLowerCase().replace(/\s+/g, ' ').trim();

function checkHeadlines({ sections }: Snapshot): Finding[] {
  const articles = sections.flatMap((section) => section.articles);
  return articles.flatMap(({ slug, headline }, at) => {
    const first = articles.findIndex((other) => spelt(other.headline) === spelt(headline));
    const sentence = `The headline “${headline}” stands over “${articles[first]?.slug}” too: readers cannot tell them apart.`;
    return first < at ? [advice(slug, sentence)] : [];
  });
}

function checkColour({ slug, colour }: SnapshotSection, { light }: Theme): Finding[] {
  if (colour === undefined) return [];
  if (!isColour(colour))
    return [warning(slug, `${colour} is not a colour like #12304a: the theme's own is used.`)];
  const ratio = contrast(colour, light.page);
  return ratio >= 4.5
    ? []
    : [
        warning(
          slug,
          `${colour} has a contrast of ${ratio.toFixed(1)} on the page, below 4.5: a darker shade is used.`,
        ),
      ];
}

export function checkArticle(article: SnapshotArticle, setting: Setting): Finding[] {
  const { slug, headline } = article;
  const findings = [
    ...checkLinks(article.body, slug, setting),
    ...article.links.flatMap((link) => [...checkLink(link, slug), ...checkDocument(link, slug)]),
    ...checkHeadings(article.body, slug, setting),
    ...checkBody(article.body, slug, setting),
    ...checkContact(article.contact, slug),
    ...picturesOf(article).flatMap((image) => checkPicture(image, slug)),
  ];
  if (article.summary.trim() === '') findings.push(warning(slug, 'There is no summary.'));
  if (article.body.trim() === '') findings.push(warning(slug, 'There is no text besides the summary.'));
  if (headline.length > LONGEST_HEADLINE) {
    findings.push(warning(slug, `The headline has ${headline.length} characters: shorter ones are read.`));
  }
  return findings;
}

const DOCUMENT = /\.(pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|csv|zip)$/i;

function checkDocument({ text, url, type }: ArticleLink, slug: string): Finding[] {
  const leads = URL.canParse(url) && DOCUMENT.test(new URL(url).pathname);
  const sentence = `The link “${text}” leads to a document: say its type and size with it, as in “${text} (PDF, 320 KB)”.`;
  return leads && type === undefined ? [advice(slug, sentence)] : [];
}

const SAYS_NOTHING = /^(image|picture|photo|graphic|logo)( of)?\.?$|\.(png|jpe?g|gif|webp)$/i;

function checkPicture({ alt }: SnapshotImage, slug: string): Finding[] {
  if (alt.trim() === '') return [error(slug, 'The image has no alternative text.')];
  const sentence = `The alternative text “${alt}” does not say what the image shows.`;
  return SAYS_NOTHING.test(alt.trim()) ? [warning(slug, sentence)] : [];
}

/** In octets: at a weak telephone signal of 2 Mbit/s they take eight seconds. */
const HEAVY = 2_000_000;

function checkWeight(snapshot: Snapshot): Finding[] {
  const files = new Map(imagesOf(snapshot).map(({ hash, octets }) => [hash, octets]));
  const octets = [...files.values()].reduce((sum, one) => sum + one, 0);
  const sentence = `The pictures of the mail have ${(octets / 1e6).toFixed(1)} MB together, and a telephone loads them all: take some out, or make them smaller.`;
  return octets > HEAVY ? [advice('edition', sentence)] : [];
}

/** The mail's own headings are put right in any case; what an author meant may be something else. */
function checkHeadings(markdown: string, where: string, reading: TreeReading): Finding[] {
  let above = 0;
  return [...elements(authoredTree(markdown, reading))].flatMap((element): Finding[] => {
    const level = Number(/^h([1-6])$/.exec(element.tagName)?.[1] ?? 0);
    if (level === 0) return [];
    const jump = above > 0 && level > above + 1;
    const sentence = `The heading “${textOf(element.children)}” jumps from level ${above} to ${level}.`;
    above = level;
    return jump ? [warning(where, sentence)] : [];
  });
}
