import type { ArticleForm } from '../../templates/mail/props.ts';
import type { CompiledArticle } from './compiled-mail.ts';

/** What one article's shorter form saves, and the words that it costs. */
type Saving = { index: number; words: number; octets: number };

/** By an article's place in the edition; one that is not there stands in full. */
export type Forms = ReadonlyMap<number, ArticleForm>;

/**
 * In which form each article stands so that at least `excess` octets are saved. Articles become their summary with
 * "Read on", chosen so that the fewest words are lost; only when every summary together is still too much do summaries
 * go too, again so that the fewest words are lost. When even all headlines are too much: all of them.
 */
export function chooseForms(
  articles: readonly (CompiledArticle & { index: number })[],
  excess: number,
): Forms {
  const forms = new Map<number, ArticleForm>();
  const saving = (to: ArticleForm) =>
    articles.map(({ index, octets, words }): Saving => {
      const from = forms.get(index) ?? 'full';
      return { index, words: words[from] - words[to], octets: octets[from] - octets[to] };
    });
  let left = excess;
  for (const form of ['short', 'headline'] as const) {
    const savings = saving(form);
    const chosen = fewestWords(savings, left);
    for (const index of chosen) forms.set(index, form);
    left -= sum(savings.map(({ index, octets }) => (chosen.has(index) ? octets : 0)));
  }
  return forms;
}

/**
 * Which savings to take so that at least `excess` octets are saved and the fewest words are lost: a knapsack, solved
 * exactly over words (a few thousand words times a few dozen articles). When even all are too few: all.
 */
export function fewestWords(savings: readonly Saving[], excess: number): Set<number> {
  const useful = savings.filter(({ octets, words }) => octets > 0 && words >= 0);
  if (excess <= 0) return new Set();
  if (sum(useful.map(({ octets }) => octets)) <= excess) return new Set(useful.map(({ index }) => index));
  const most = greedyWords(useful, excess);
  const saved = new Float64Array(most + 1);
  const chosen = useful.map(() => new Uint8Array(most + 1));
  useful.forEach(({ words, octets }, at) => {
    for (let lost = most; lost >= words; lost--) {
      const better = (saved[lost - words] ?? 0) + octets;
      if (better <= (saved[lost] ?? 0)) continue;
      saved[lost] = better;
      (chosen[at] as Uint8Array)[lost] = 1;
    }
  });
  const result = new Set<number>();
  let lost = saved.findIndex((octets) => octets >= excess);
  for (let at = useful.length - 1; at >= 0 && lost >= 0; at--) {
    const article = useful[at];
    if (!article || chosen[at]?.[lost] !== 1) continue;
    result.add(article.index);
    lost -= article.words;
  }
  return result;
}

/** An upper bound: shorten by octets saved for each word lost until it fits. */
function greedyWords(savings: readonly Saving[], excess: number): number {
  const byWorth = [...savings].sort((a, b) => b.octets / (b.words + 1) - a.octets / (a.words + 1));
  let [octets, words] = [0, 0];
  for (const article of byWorth) {
    if (octets >= excess) break;
    octets += article.octets;
    words += article.words;
  }
  return words;
}

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
