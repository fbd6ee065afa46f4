/** "Did you mean …?" when one of `choices` is at most a few slips away from `word`, else nothing. */
export function didYouMean(word: string, choices: readonly string[]): string {
  const ranked = choices
    .map((choice) => ({ choice, slips: distance(word.toLowerCase(), choice.toLowerCase()) }))
    .sort((a, b) => a.slips - b.slips);
  const best = ranked[0];
  return best && best.slips <= Math.max(1, Math.floor(best.choice.length / 3))
    ? ` Did you mean "${best.choice}"?`
    : '';
}

/** Levenshtein distance. Words beyond 100 characters are no slips of ours. */
function distance(a: string, b: string): number {
  if (a.length > 100 || b.length > 100) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const swap = (row[j] ?? 0) + Number(letter !== other);
      next.push(Math.min(swap, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
