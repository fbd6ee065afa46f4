import type { Actor, ArticleId } from '../core/index.ts';
import { type JudgeDeps, judge } from './judge.ts';

/** Hands an article in again that was given back with what should change: it waits to be accepted. Idempotent. */
export const submitAgain = (deps: JudgeDeps, id: ArticleId, by: Actor) =>
  judge(deps, id, { verb: 'submit', by });
