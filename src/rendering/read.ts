import type { Root } from 'hast';
import type { ArticleForm } from '../../templates/mail/props.ts';
import { oneLine } from '../core/index.ts';
import type { Snapshot, SnapshotArticle, SnapshotSection } from '../editions/index.ts';
import { markdownTree, type Reading } from './markdown/tree.ts';
import { treeText } from './text/markdown.ts';

/** A snapshot's Markdown read, once: reading Markdown is most of the cost of a compilation. */
export type ReadArticle = SnapshotArticle & {
  tree: Root;
  lead: string;
  words: Record<ArticleForm, number>;
  byline: string;
};
export type ReadSection = Omit<SnapshotSection, 'articles'> & { articles: ReadArticle[] };
export type ReadSnapshot = Omit<Snapshot, 'sections'> & { welcomeTree: Root; sections: ReadSection[] };

/** `language` is BCP 47, for dates. */
export function readSnapshot(snapshot: Snapshot, language: string): ReadSnapshot {
  const { grammar } = snapshot;
  const dates = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  return {
    ...snapshot,
    welcomeTree: markdownTree(snapshot.welcome, { topHeading: 2, grammar, language }),
    sections: snapshot.sections.map((section) => ({
      ...section,
      articles: section.articles.map((article) => readArticle(article, { dates, grammar, language })),
    })),
  };
}

type Setting = Reading & { dates: Intl.DateTimeFormat };

function readArticle(article: SnapshotArticle, { dates, ...reading }: Setting): ReadArticle {
  const tree = markdownTree(article.body, { ...reading, topHeading: 4 });
  const body = treeText(tree);
  const lead = leadOf(article.summary, body);
  return {
    ...article,
    tree,
    lead,
    words: { full: wordsIn(`${article.summary} ${body}`), short: wordsIn(lead), headline: 0 },
    byline: bylineOf(article, dates),
  };
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
function bylineOf({ organisation, publishedOn }: SnapshotArticle, dates: Intl.DateTimeFormat): string {
  const date = new Date(`${publishedOn}T12:00:00Z`);
  const printed = publishedOn && !Number.isNaN(date.getTime()) ? dates.format(date) : '';
  return [organisation && oneLine(organisation), printed].filter(Boolean).join(' · ');
}
