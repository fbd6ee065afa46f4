import type { Element, ElementContent } from 'hast';
import { hasClass } from './walk.ts';

const FIGURE = /^[\p{Sc}+(\u2212-]*\p{Nd}[\p{Nd}.,:/()\u2013\u2212-]*[%\p{Sc}]?[,.;:)]*$/u;
/** Where a browser may end a line (Unicode UAX #14). */
const BREAKS = /[ \u2013/()-]/;
/** Longer ones are rows of numbers. */
const LONGEST = 24;

/** A year and the next one, two times, a telephone number: in a cell, what is one number stays on one line. */
export const keepNumbersWhole = (nodes: readonly ElementContent[]): ElementContent[] =>
  nodes.flatMap((node): ElementContent[] => {
    if (node.type === 'element')
      return [hasClass(node, 'number') ? node : { ...node, children: keepNumbersWhole(node.children) }];
    return node.type === 'text' ? cut(node.value, runsOf(node.value), { className: ['number'] }) : [node];
  });

type Run = { from: number; to: number };

/** Figures that follow one another. */
function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  for (const { index, 0: word } of text.matchAll(/[^ ]+/g)) {
    if (!FIGURE.test(word)) continue;
    const last = runs.at(-1);
    if (last?.to === index - 1) last.to = index + word.length;
    else runs.push({ from: index, to: index + word.length });
  }
  return runs.filter(({ from, to }) => to - from <= LONGEST && BREAKS.test(text.slice(from, to)));
}

const TELEPHONE = /(?<![\p{L}\p{N}])\+?\(?\p{Nd}[\p{Nd}() .\u00a0-]{6,18}\p{Nd}(?![\p{L}\p{N}])/gu;

/** Among words that run from right to left, groups of figures would stand in the opposite order (Unicode UAX #9, N1). */
export function keepTelephonesLeftToRight(text: string): ElementContent[] {
  const runs = [...text.matchAll(TELEPHONE)]
    .filter(([number]) => (number.match(/\p{Nd}/gu)?.length ?? 0) >= 7)
    .map(({ index, 0: number }) => ({ from: index, to: index + number.length }));
  return cut(text, runs, { dir: 'ltr' });
}

function cut(text: string, runs: readonly Run[], properties: Element['properties']): ElementContent[] {
  const pieces: ElementContent[] = [];
  let end = 0;
  for (const { from, to } of runs) {
    pieces.push(words(text.slice(end, from)), {
      type: 'element',
      tagName: 'span',
      properties,
      children: [words(text.slice(from, to))],
    });
    end = to;
  }
  pieces.push(words(text.slice(end)));
  return pieces.filter((piece) => piece.type !== 'text' || piece.value !== '');
}

const words = (value: string): ElementContent => ({ type: 'text', value });
