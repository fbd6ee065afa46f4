import type { Root } from 'hast';
import { elements, textOf } from './walk.ts';

/** As long as a figure with its unit may be: "£2.4 million", "1 in 3 people". */
const LONGEST = 32;

/** A paragraph that opens with a strong figure, `**1,204** people trained`, is a statistic and stands out. */
export function markStatistics(tree: Root): void {
  for (const element of elements(tree)) {
    const first = element.children[0];
    if (element.tagName !== 'p' || first?.type !== 'element' || first.tagName !== 'strong') continue;
    const figure = textOf(first.children).trim();
    const rest = textOf(element.children.slice(1)).trim();
    if (/\p{Nd}/u.test(figure) && figure.length <= LONGEST && rest !== '') {
      element.properties.className = ['statistic'];
    }
  }
}
