import type { ReviewProps } from '../../../templates/web/desk/review.tsx';
import { actorName, type ContentHash, canonicalJson, type EditionNumber } from '../../core/index.ts';
import {
  changesBetween,
  contentKey,
  draftSnapshot,
  type KnownContent,
  knownContent,
  loadEdition,
  type Snapshot,
  type SnapshotArticle,
} from '../../editions/index.ts';
import { changedParts, plainText } from '../../rendering/index.ts';
import type { DeskDeps } from './deps.ts';
import { draftMail } from './draft-mail.ts';

type Looker = Parameters<typeof knownContent>[2];

/** What an approver looks at: the edition as it would be frozen, and what changed since they looked last. */
export async function reviewOf(
  deps: ReviewDeps,
  number: EditionNumber,
  { looker, frame }: { looker: Looker; frame: string },
): Promise<{ review: ReviewProps; content: ContentHash; snapshot: Snapshot }> {
  const draft = await draftSnapshot(deps, number);
  const { snapshot } = draft;
  const { cover, title } = await loadEdition(deps.db, number);
  const content = contentKey(snapshot);
  const known = await knownContent(deps.db, number, looker);
  const mail = await draftMail(deps, draft);
  return {
    content,
    snapshot,
    review: {
      number,
      cover,
      title,
      ...(mail ? { frame } : {}),
      ...(known ? { since: sinceOf(known, snapshot) } : {}),
      sections: deps.words(content, () => wordsOf(snapshot)),
    },
  };
}

export type ReviewDeps = DeskDeps & { words: KeptWords };

type Words = ReviewProps['sections'];
/** Reading Markdown takes longer than all else on the page, and programs that scan mails follow links many times. */
export type KeptWords = (content: ContentHash, read: () => Words) => Words;

const MOST_KEPT = 8;

/** The words of the contents that were looked at last. */
export function keepWords(): KeptWords {
  const kept = new Map<ContentHash, Words>();
  return (content, read) => {
    const words = kept.get(content) ?? read();
    kept.delete(content);
    kept.set(content, words);
    if (kept.size > MOST_KEPT) kept.delete([...kept.keys()][0] as ContentHash);
    return words;
  };
}

const wordsOf = ({ sections, grammar }: Snapshot): Words =>
  sections.map(({ label, articles }) => ({
    label,
    articles: articles.flatMap(withTranslations).map(({ headline, summary, body, translation }) => ({
      headline,
      summary,
      text: plainText(body, grammar),
      ...(translation === undefined ? {} : { translation }),
    })),
  }));

function sinceOf(known: KnownContent, now: Snapshot): NonNullable<ReviewProps['since']> {
  const { why, by, own, at, snapshot: before } = known;
  return {
    why,
    own,
    ...(by ? { by: actorName(by) } : {}),
    at,
    changes: changesBetween(before, now),
    differences: differencesBetween(before, now),
  };
}

type Differences = NonNullable<ReviewProps['since']>['differences'];

/** Word by word, of the welcome and of each article that was there and is there. */
function differencesBetween(before: Snapshot, now: Snapshot): Differences {
  const earlier = articlesOf(before);
  const changed = articlesOf(now).flatMap((article) => {
    const old = earlier.find(({ slug }) => slug === article.slug);
    const isSame = !old || canonicalJson(old) === canonicalJson(article);
    const parts = isSame ? [] : changedParts(printed(old, before), printed(article, now));
    return parts.map(({ part, words }) => ({ of: `${article.headline}: ${part.toLowerCase()}`, words }));
  });
  const welcome = before.welcome === now.welcome ? [] : changedParts(own(before), own(now));
  return [...welcome.map(({ words }) => ({ of: 'Welcome', words })), ...changed];
}

type Told = SnapshotArticle & { translation?: string };

const articlesOf = ({ sections }: Snapshot): Told[] =>
  sections.flatMap(({ articles }) => articles.flatMap(withTranslations));

/** An article, and each of its translations as one beside it. */
const withTranslations = ({ translations = {}, ...article }: SnapshotArticle): Told[] => [
  article,
  ...Object.entries(translations).map(([language, { pictures: _, ...words }]) => ({
    ...article,
    ...words,
    slug: `${article.slug} ${language}`,
    language,
    translation: language,
  })),
];

const printed = (article: SnapshotArticle, { grammar }: Snapshot) => ({
  ...article,
  ...(grammar === undefined ? {} : { grammar }),
});

const own = ({ welcome, grammar }: Snapshot) => ({
  headline: '',
  summary: '',
  body: welcome,
  links: [],
  ...(grammar === undefined ? {} : { grammar }),
});
