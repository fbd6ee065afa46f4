/**
 * What was printed of an article, by what it was printed for. It lies with the article, so that a correction, which makes
 * another article of it, begins anew: printing Markdown costs some milliseconds, and every set of sections asks for it.
 */
export type Printed = Map<string, string>;

export function printedOnce(printed: Printed, what: string, print: () => string): string {
  const known = printed.get(what);
  if (known !== undefined) return known;
  const made = print();
  printed.set(what, made);
  return made;
}
