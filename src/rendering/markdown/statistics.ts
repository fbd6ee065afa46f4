import type { Element, Root } from 'hast';
import { isFigure } from './figure.ts';
import { elements, textOf } from './walk.ts';

/** As long as a figure with its unit may be: "£2.4 million", "1 in 3 people". */
const LONGEST = 32;

/** A paragraph that opens with a strong figure, `**1,204** people trained`, is a statistic and stands out. */
export function markStatistics(tree: Root): void {
  for (const element of elements(tree)) {
    const opening = openingOf(element);
    if (opening && /\p{Nd}/u.test(opening.figure) && opening.rest !== '') {
      element.properties.className = ['statistic'];
    }
  }
}

/** As above, but only what is a figure: no date, no question, no name with a number in it (the second grammar). */
export function markFigures(tree: Root, language?: string): void {
  const items = new Set(
    [...elements(tree)].filter(({ tagName }) => tagName === 'li').flatMap((item) => [...elements(item)]),
  );
  for (const element of elements(tree)) {
    const opening = items.has(element) ? undefined : openingOf(element);
    if (!opening || !isFigure(opening.figure, language)) continue;
    if (opening.rest !== '' && !/^[^\p{L}\p{N}\p{S}\s%]/u.test(opening.rest)) {
      element.properties.className = ['statistic'];
    }
  }
}

function openingOf(element: Element): { figure: string; rest: string } | undefined {
  const first = element.children[0];
  if (element.tagName !== 'p' || first?.type !== 'element' || first.tagName !== 'strong') return undefined;
  const figure = textOf(first.children).trim();
  const rest = textOf(element.children.slice(1)).trim();
  return figure.length <= LONGEST ? { figure, rest } : undefined;
}
