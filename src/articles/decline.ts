import { type Actor, type ArticleId, fault } from '../core/index.ts';
import { type JudgeDeps, judge } from './judge.ts';

/** Turns an article down; the reason is for the contributor and must say something. */
export async function declineArticle(
  deps: JudgeDeps,
  id: ArticleId,
  { reason, by }: { reason: string; by: Actor },
) {
  if (reason.trim() === '')
    throw fault('invalid', 'Say why the article is declined: its contributor reads it.');
  return judge(deps, id, { verb: 'decline', by, reason: reason.trim() });
}
