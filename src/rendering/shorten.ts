import type { CompiledArticle } from './compiled-mail.ts';

/**
 * Which articles to shorten so that at least `excess` octets are saved and the fewest words are lost: a knapsack,
 * solved exactly over words (a few thousand words times a few dozen articles). When even all are too few: all.
 */
export function articlesToShorten(
  articles: readonly (CompiledArticle & { index: number })[],
  excess: number,
) {
  const useful = articles.filter(({ octets, words }) => octets > 0 && words >= 0);
  if (excess <= 0) return new Set<number>();
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
function greedyWords(articles: readonly CompiledArticle[], excess: number): number {
  const byWorth = [...articles].sort((a, b) => b.octets / (b.words + 1) - a.octets / (a.words + 1));
  let [octets, words] = [0, 0];
  for (const article of byWorth) {
    if (octets >= excess) break;
    octets += article.octets;
    words += article.words;
  }
  return words;
}

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
