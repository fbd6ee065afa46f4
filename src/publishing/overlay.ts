import {
  asPictures,
  type ContentHash,
  type CorrectedText,
  type EditionNumber,
  type Grammar,
  picturesOf,
  uuidUrn,
} from '../core/index.ts';
import { downIn, type FrozenSnapshot, type SnapshotArticle, type Takedown } from '../editions/index.ts';
import {
  type Correction,
  nearestLanguage,
  type PrintedText,
  type ReadingArticle,
  type ReadingEdition,
} from '../rendering/index.ts';

/** A row of `corrections`, oldest first. */
export type StoredCorrection = {
  id: number;
  article: string;
  slug: string;
  content: CorrectedText;
  note: string;
  at: Date;
  /** Of its body; the first where the body stayed what the snapshot had. */
  grammar: Grammar;
};

type Text = Pick<CorrectedText, 'headline' | 'summary' | 'body' | 'links'> & {
  [K in 'organisation' | 'contact' | 'language']?: CorrectedText[K] | undefined;
};

/** What an article says, in the shape that a correction replaces: without keys that have no value. */
export function textOfArticle(article: Text): CorrectedText {
  const { headline, summary, body, organisation, contact, language, links } = article;
  return {
    headline,
    summary,
    body,
    links,
    ...(organisation === undefined ? {} : { organisation }),
    ...(contact === undefined ? {} : { contact }),
    ...(language === undefined ? {} : { language }),
  };
}

/** Both are frozen, so the guid outlives corrections, renamed slugs and a move of the whole site to another host. */
export const articleGuid = (hash: ContentHash, article: string): string => uuidUrn(`${hash}\n${article}`);

const printedBy = (grammar: Grammar) => (grammar === 1 ? {} : { grammar });

type Place = {
  number: EditionNumber;
  hash: ContentHash;
  ordinal: number;
  approved: Date;
  grammar: Grammar;
  /** What its section and its edition say. */
  languages: (string | undefined)[];
};

function readArticle(
  article: SnapshotArticle,
  place: Place,
  stored: readonly StoredCorrection[],
): Omit<ReadingArticle, 'section'> {
  const own = stored.filter((correction) => correction.article === article.slug);
  const texts: PrintedText[] = [
    { ...textOfArticle(article), ...printedBy(place.grammar) },
    ...own.map(({ content, grammar }) => ({ ...content, ...printedBy(grammar) })),
  ];
  const corrections = own.map(
    ({ at, note, content }, index): Correction => ({
      at,
      note,
      before: texts[index] ?? content,
      after: texts[index + 1] ?? content,
    }),
  );
  const { publishedOn } = article;
  const { language: ownLanguage, ...text } = texts.at(-1) ?? textOfArticle(article);
  return {
    ...text,
    ...inLanguage(
      nearestLanguage(`${text.headline} ${text.summary}`, ownLanguage ?? article.onlyIn, ...place.languages),
    ),
    ownLanguage,
    ...(article.onlyIn === undefined ? {} : { onlyIn: article.onlyIn }),
    ...asPictures(picturesOf(article)),
    ...(publishedOn ? { publishedOn } : {}),
    edition: place.number,
    article: article.slug,
    slug: own.at(-1)?.slug ?? article.slug,
    formerSlugs: [article.slug, ...own.map(({ slug }) => slug)],
    guid: articleGuid(place.hash, article.slug),
    published: new Date(place.approved.getTime() - place.ordinal * 1000),
    corrections,
  };
}

const inLanguage = (language: string | undefined) => (language === undefined ? {} : { language });

/** What lies over a snapshot: its corrections and what was taken down, each oldest first. */
export type Overlay = {
  corrections: readonly StoredCorrection[];
  takedowns: readonly Takedown[];
  /** False while it is being sent. */
  listed: boolean;
};

/** The edition as readers find it. An article keeps its place, its guid and its date while another one is down. */
export function overlay(
  { hash, snapshot }: FrozenSnapshot,
  { corrections, takedowns, listed }: Overlay,
): ReadingEdition {
  const { number, cover, title, strapline, publisher, mailbox, welcome, grammar = 1 } = snapshot;
  const approved = new Date(snapshot.approvedAt);
  let ordinal = 0;
  const sections = snapshot.sections.map(({ articles, language: own, ...rest }) => {
    const label = nearestLanguage(`${rest.label} ${rest.description}`, own, snapshot.language);
    const section = { ...rest, ...inLanguage(label) };
    const languages = [own, snapshot.language];
    return {
      ...section,
      articles: articles.map((article) => ({
        ...readArticle(
          article,
          { number, hash, ordinal: ordinal++, approved, grammar, languages },
          corrections,
        ),
        section,
      })),
    };
  });
  const down = downIn(takedowns);
  const isDown = ({ article }: ReadingArticle) => down.includes(article);
  const changes = [...corrections, ...takedowns].map(({ at }) => at);
  const putBack = takedowns.map(({ putBackAt }) => putBackAt ?? approved);
  const updated = latest([approved, ...changes, ...putBack]);
  return {
    ...printedBy(grammar),
    number,
    cover,
    title,
    strapline,
    publisher,
    mailbox,
    welcome,
    ...inLanguage(snapshot.language),
    ...(snapshot.spokenIn ? { spokenIn: snapshot.spokenIn } : {}),
    hash,
    listed,
    published: approved,
    updated,
    sections: sections
      .map((section) => ({ ...section, articles: section.articles.filter((article) => !isDown(article)) }))
      .filter(({ articles }) => articles.length > 0),
    takenDown: takedowns
      .filter(({ putBackAt }) => putBackAt === null)
      .map(({ article, notice, at }) => ({
        slugs: slugsOf(article, corrections),
        at,
        ...(notice === null ? {} : { notice }),
      })),
  };
}

const latest = (dates: readonly Date[]) => new Date(Math.max(...dates.map((date) => date.getTime())));

/** Every slug that an article's address ever had. */
const slugsOf = (article: string, corrections: readonly StoredCorrection[]) => [
  article,
  ...corrections.filter((correction) => correction.article === article).map(({ slug }) => slug),
];

/** Every article of an edition in its order. */
export const articlesOf = (edition: ReadingEdition): ReadingArticle[] =>
  edition.sections.flatMap(({ articles }) => articles);
