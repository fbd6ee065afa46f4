import type { Actor, ArticleId } from '../core/index.ts';
import { type JudgeDeps, judge } from './judge.ts';
import { wordsOf } from './notes.ts';

/** Turns an article down; the reason is for the contributor and must say something. */
export async function declineArticle(
  deps: JudgeDeps,
  id: ArticleId,
  { reason, by }: { reason: string; by: Actor },
) {
  const words = wordsOf(reason, 'Say why the article is declined: its contributor reads it.');
  return judge(deps, id, { verb: 'decline', by, words });
}
