import {
  contentNow,
  type ListedArticle,
  proposeChange,
  readTyped,
  saveArticle,
  showArticle,
  submitAgain,
  typedOf,
} from '../articles/index.ts';
import {
  type Actor,
  type ArticleId,
  type ArticleState,
  cleanText,
  isFault,
  told,
  type VersionContent,
} from '../core/index.ts';
import { openSectionBook } from '../sections/index.ts';
import type { StoryProblem } from './contribution.ts';
import { storyProblems } from './contribution.ts';
import type { WritingDeps } from './draft.ts';

/** It takes the place of whatever stands there: the page showed it. Versions are 32 bits wide. */
const ANY_VERSION = 2 ** 31 - 1;

export type StoryText = { headline: string; summary: string; body: string };

const asText = (text: string) => cleanText(text.slice(0, 1_000_000));

/**
 * A new text for a story that waits for the editors: a new version, and where they had asked for changes it waits for them again. Of a
 * story that they have accepted it is a proposal, which one of them takes or leaves.
 * Returns what is wrong with it, if anything; then nothing was changed.
 * @throws Fault `conflict` when it can no longer be replaced
 */
export async function replaceText(
  deps: WritingDeps,
  id: ArticleId,
  { headline, summary, body }: StoryText,
): Promise<StoryProblem[]> {
  const article = await showArticle(deps.db, id);
  if (!REPLACED.includes(article.state)) throw told('conflict', 'storyRefused.tooLate');
  const { live } = await openSectionBook(deps.db);
  const now = typedOf(contentNow(article), article.section_slug);
  const typed = { ...now, headline: asText(headline), summary: asText(summary), body: asText(body) };
  const problems = [...storyProblems(typed, live, 'headline'), ...storyProblems(typed, live, 'story')];
  if (problems.length > 0) return problems;
  // Its section may have been retired since.
  const own = { id: article.section_id, slug: article.section_slug };
  const { content } = readTyped(typed, [...live.filter(({ slug }) => slug !== own.slug), own]);
  if (!content) throw told('conflict', 'storyRefused.tooLate');
  await inWords(article.state === 'accepted' ? propose(deps, id, content) : save(deps, article, content));
  return [];
}

const REPLACED: readonly ArticleState[] = ['draft', 'submitted', 'accepted'];

const propose = (deps: WritingDeps, id: ArticleId, text: VersionContent) =>
  proposeChange(deps, id, { text, by: { kind: 'contributor', article: id } });

/** Only while nobody accepts it: what was accepted never changes silently. */
async function save(deps: WritingDeps, { id, state }: ListedArticle, content: VersionContent) {
  const by: Actor = { kind: 'contributor', article: id };
  const only = [state];
  await saveArticle(deps, id, { content, base: ANY_VERSION, writer: { by, how: 'form' }, only });
  if (state === 'draft') await submitAgain(deps, id, by);
}

/** The desk's sentences name commands. */
const inWords = (work: Promise<void>) =>
  work.catch((error: unknown) => {
    if (isFault(error) && error.code === 'conflict') throw told('conflict', 'storyRefused.tooLate');
    throw error;
  });
