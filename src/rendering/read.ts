import type { Root } from 'hast';
import { type Around, around, beside, datesIn, nearestLanguage, spoken } from '../../templates/direction.ts';
import type { ArticleForm } from '../../templates/mail/props.ts';
import { oneLine } from '../core/index.ts';
import type { Snapshot, SnapshotArticle, SnapshotSection } from '../editions/index.ts';
import { type Locale, localeFor } from '../words/index.ts';
import { tagAround } from '../words/written.ts';
import { markdownTree, type TreeReading } from './markdown/tree.ts';
import type { RenderOptions } from './options.ts';
import { treeText } from './text/markdown.ts';

/** A snapshot's Markdown read, once: reading Markdown is most of the cost of a compilation. */
export type ReadArticle = SnapshotArticle & {
  tree: Root;
  lead: string;
  words: Record<ArticleForm, number>;
  byline: string;
  inside: Around;
  /** A sentence: that it is in another language than the reader's; empty where it is not. */
  only: string;
};
export type ReadSection = Omit<SnapshotSection, 'articles'> & { articles: ReadArticle[] };
/** Sections and articles with the language that the nearest of them and the edition says; absent = none that fits. */
export type ReadSnapshot = Omit<Snapshot, 'sections'> & {
  language: string;
  /** The words that are in every edition: in its language where the publication speaks it, else in its own. */
  locale: Locale;
  welcomeTree: Root;
  sections: ReadSection[];
};

/** An edition that says no language is in the theme's. */
export function readSnapshot(
  snapshot: Snapshot,
  { theme: { language: otherwise }, languages = ['en'] }: Pick<RenderOptions, 'theme' | 'languages'>,
): ReadSnapshot {
  const { grammar, language = otherwise } = snapshot;
  const locale = localeFor(tagAround(datesIn(language, otherwise), otherwise, languages));
  return {
    ...snapshot,
    language,
    locale,
    welcomeTree: markdownTree(snapshot.welcome, {
      topHeading: 2,
      grammar,
      language: snapshot.spokenIn?.welcome ?? language,
    }),
    sections: snapshot.sections.map(({ articles, language: own, ...section }) => {
      const label = nearestLanguage(`${section.label} ${section.description}`, own, snapshot.language);
      const wider = [own, snapshot.language];
      return {
        ...section,
        ...(label === undefined ? {} : { language: label }),
        articles: articles.map((article) =>
          readArticle(article, { grammar, outside: around(language), wider, locale }),
        ),
      };
    }),
  };
}

type Setting = {
  grammar: TreeReading['grammar'];
  outside: Around;
  /** What section and edition say. */
  wider: (string | undefined)[];
  locale: Locale;
};

function readArticle({ language: own, ...article }: SnapshotArticle, setting: Setting): ReadArticle {
  const { grammar, outside, wider } = setting;
  const opening = `${article.headline} ${article.summary}`;
  const said = nearestLanguage(opening, own, ...wider);
  const language = said ?? outside.language;
  const tree = markdownTree(article.body, { grammar, language, topHeading: 4 });
  const body = treeText(tree);
  const lead = leadOf(article.summary, body);
  return {
    ...article,
    ...(said === undefined ? {} : { language: said }),
    inside: spoken(opening, outside, said),
    tree,
    lead,
    words: { full: wordsIn(`${article.summary} ${body}`), short: wordsIn(lead), headline: 0 },
    only: saysOnlyIn(article, setting.locale),
    byline: bylineOf(article, datesIn(said, outside.language)),
  };
}

/** That an article is in another language than the reader's; empty where it is not. */
export function saysOnlyIn(
  { onlyIn: tag }: Pick<SnapshotArticle, 'onlyIn'>,
  { say, language }: Locale,
): string {
  if (tag === undefined) return '';
  const primary = tag.replace(/-.*/, '');
  const named = new Intl.DisplayNames(language, { type: 'language' }).of(primary) ?? tag;
  return say('mail.onlyIn', { language: named });
}

/** Scripts that set no space between words; a word of theirs has about two letters. */
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]{2}/gu;
const wordsIn = (text: string) =>
  text.split(/\s+/).filter(Boolean).length + (text.match(UNSPACED)?.length ?? 0);

const WORDS = 60;
const LETTERS = 480;

/** What stands for an article that does not fit: its summary, else its first words. At most 60 words. */
function leadOf(summary: string, body: string): string {
  const source = oneLine(summary) || oneLine(body.split(/\n\n/)[0] ?? '');
  const words = source.split(' ');
  const clipped = words.slice(0, WORDS).join(' ');
  if (words.length <= WORDS && clipped.length <= LETTERS) return clipped;
  const letters = [...clipped].slice(0, LETTERS).join('');
  return `${letters.replace(/[\s,;:.–—-]+$/u, '')}…`;
}

/** "Example College · 24 August 2017". */
function bylineOf({ organisation, publishedOn }: SnapshotArticle, language: string): string {
  const date = new Date(`${publishedOn}T12:00:00Z`);
  const dates = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  const printed = publishedOn && !Number.isNaN(date.getTime()) ? dates.format(date) : '';
  return beside([organisation ? oneLine(organisation) : '', printed], ' · ');
}
