/** A run of text, or one of the marks that were cut out of it. */
export type Cut<Mark> = { text: string } | { mark: Mark };

/** Cuts `text` at every token; tokens hold no other token. Empty runs are left out. */
export function cutAt<Mark>(
  text: string,
  tokens: readonly (readonly [token: string, mark: Mark])[],
): Cut<Mark>[] {
  const [first, ...rest] = tokens;
  if (first === undefined) return text === '' ? [] : [{ text }];
  const [token, mark] = first;
  return text.split(token).flatMap((run, at) => [...(at === 0 ? [] : [{ mark }]), ...cutAt(run, rest)]);
}
