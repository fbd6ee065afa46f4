import type { Actor, ArticleId } from '../core/index.ts';
import { type JudgeDeps, judge } from './judge.ts';

/** Takes an article back, at its contributor's wish; impossible once its edition is approved. */
export const withdrawArticle = (deps: JudgeDeps, id: ArticleId, by: Actor) =>
  judge(deps, id, { verb: 'withdraw', by });
