import { readTyped, submitArticle } from '../articles/index.ts';
import { type ArticleId, told } from '../core/index.ts';
import { openSectionBook } from '../sections/index.ts';
import { storyTyped } from './contribution.ts';
import { lockContribution, markStorySent } from './contributions.store.ts';
import type { Contribution, WritingDeps } from './draft.ts';

/**
 * Hands a story in: it becomes an article that waits to be accepted. Idempotent: pressed twice, it is one article.
 * @throws Fault `invalid` when an answer is missing or wrong; `not-found` when it is gone
 */
export function sendStory(
  { db, clock }: WritingDeps,
  { id }: Pick<Contribution, 'id'>,
): Promise<{ article: ArticleId; first: boolean }> {
  return db.transaction().execute(async (tx) => {
    const row = await lockContribution(tx, id);
    if (!row) throw told('not-found', 'storyRefused.brokenLink');
    if (row.article_id !== null) return { article: row.article_id, first: false };
    const { content } = readTyped(storyTyped(row.fields), (await openSectionBook(tx)).live);
    if (!content) throw told('invalid', 'storyRefused.notComplete');
    const article = await submitArticle(tx, content, clock.now());
    await markStorySent(tx, id, article, clock.now());
    return { article, first: true };
  });
}
