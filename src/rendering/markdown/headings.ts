import type { Root } from 'hast';
import { elements } from './walk.ts';

/**
 * Makes the headings of a body continue those of the document around it: the highest becomes `top`, and no level is
 * jumped over on the way down (WCAG 2.2, 1.3.1), whatever levels the author used.
 */
export function shiftHeadings(tree: Root, top: number): void {
  const open: number[] = [];
  for (const element of elements(tree)) {
    const written = /^h([1-6])$/.exec(element.tagName)?.[1];
    if (!written) continue;
    const level = Number(written);
    while (open.length > 0 && (open.at(-1) ?? 0) >= level) open.pop();
    open.push(level);
    element.tagName = `h${Math.min(6, top + open.length - 1)}`;
  }
}
