import type { Actor, ArticleId } from '../core/index.ts';
import { type JudgeDeps, judge } from './judge.ts';

/** Takes a submitted article for the next edition that has its section. Idempotent. */
export const acceptArticle = (deps: JudgeDeps, id: ArticleId, by: Actor) =>
  judge(deps, id, { verb: 'accept', by });
