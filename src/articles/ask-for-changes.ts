import type { Actor, ArticleId } from '../core/index.ts';
import { type JudgeDeps, judge } from './judge.ts';
import { wordsOf } from './notes.ts';

/** Gives an article back to its writer, with what should change. It leaves its edition until it is accepted again. */
export async function askForChanges(
  deps: JudgeDeps,
  id: ArticleId,
  { words, by }: { words: string; by: Actor },
) {
  const said = wordsOf(words, 'Say what should change: its contributor reads it.');
  return judge(deps, id, { verb: 'ask', by, words: said });
}
