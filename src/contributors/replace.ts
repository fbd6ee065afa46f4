import { contentNow, readTyped, saveArticle, showArticle, submitAgain, typedOf } from '../articles/index.ts';
import { type Actor, type ArticleId, cleanText, told } from '../core/index.ts';
import { openSectionBook } from '../sections/index.ts';
import type { StoryProblem } from './contribution.ts';
import { storyProblems } from './contribution.ts';
import type { WritingDeps } from './draft.ts';

/** It takes the place of whatever stands there: the page showed it. Versions are 32 bits wide. */
const ANY_VERSION = 2 ** 31 - 1;

export type StoryText = { headline: string; summary: string; body: string };

const asText = (text: string) => cleanText(text.slice(0, 1_000_000));

/**
 * A new text for a story that waits for the editors: a new version, and where they had asked for changes it waits for them again.
 * Returns what is wrong with it, if anything; then nothing was changed.
 * @throws Fault `conflict` when it can no longer be replaced
 */
export async function replaceText(
  deps: WritingDeps,
  id: ArticleId,
  { headline, summary, body }: StoryText,
): Promise<StoryProblem[]> {
  const article = await showArticle(deps.db, id);
  if (article.state !== 'submitted' && article.state !== 'draft')
    throw told('conflict', 'storyRefused.tooLate');
  const { live } = await openSectionBook(deps.db);
  const now = typedOf(contentNow(article), article.section_slug);
  const typed = { ...now, headline: asText(headline), summary: asText(summary), body: asText(body) };
  const problems = [...storyProblems(typed, live, 'headline'), ...storyProblems(typed, live, 'story')];
  if (problems.length > 0) return problems;
  const known = live.some(({ slug }) => slug === article.section_slug);
  const section = { id: article.section_id, slug: article.section_slug };
  const { content } = readTyped(typed, known ? live : [...live, section]);
  if (!content) throw told('conflict', 'storyRefused.tooLate');
  const by: Actor = { kind: 'contributor', article: id };
  await saveArticle(deps, id, { content, base: ANY_VERSION, writer: { by, how: 'form' } });
  if (article.state === 'draft') await submitAgain(deps, id, by);
  return [];
}
