import type { Element, ElementContent } from 'hast';
import { hasClass, textOf } from './walk.ts';

/**
 * The marks that look alone would say, as letters: what is struck out between `~~`, `10^6` and `CO_2`, boxes ticked and
 * not, the number of a note in brackets. For text, for search and for what changed.
 */
export const withMarks = (nodes: readonly ElementContent[]): ElementContent[] =>
  nodes.flatMap((node, at) =>
    node.type === 'element' ? marked({ ...node, children: withMarks(node.children) }, nodes[at - 1]) : [node],
  );

const text = (value: string): ElementContent => ({ type: 'text', value });

function marked(element: Element, before: ElementContent | undefined): ElementContent[] {
  const { tagName, children } = element;
  if (tagName === 'wbr') return [];
  if (tagName === 'input') return [text(element.properties.checked ? '[x] ' : '[ ] ')];
  if (tagName === 'del') return [text('~~'), ...children, text('~~')];
  const words = ['sup', 'sub'].includes(tagName) ? textOf(children) : '';
  if (hasClass(element, 'note')) return [text(words.replace(/^\[(.*)\]$/, '($1)'))];
  if (tagName === 'sub') return [text('_'), ...children];
  if (tagName !== 'sup') return [element];
  const ordinal = /\p{Nd}$/u.test(before ? textOf([before]) : '') && /^\p{L}+$/u.test(words);
  if (ordinal) return children;
  return /^\S+$/.test(words) ? [text('^'), ...children] : [text('^('), ...children, text(')')];
}

/** Boxes as signs: a mail may hold no form, and a box that nobody can tick helps nobody. */
export const withTicks = (nodes: readonly ElementContent[]): ElementContent[] =>
  nodes.map((node): ElementContent => {
    if (node.type !== 'element') return node;
    if (node.tagName === 'input') return text(node.properties.checked ? '☑ ' : '☐ ');
    return { ...node, children: withTicks(node.children) };
  });
