import type { Actor, ArticleId } from '../core/index.ts';
import { type JudgeDeps, judge } from './judge.ts';

/** Keeps an article for a later edition than the next: it waits until somebody accepts it. Idempotent. */
export const holdArticle = (deps: JudgeDeps, id: ArticleId, { words, by }: { words?: string; by: Actor }) =>
  judge(deps, id, { verb: 'hold', by, ...(words?.trim() ? { words: words.trim() } : {}) });
