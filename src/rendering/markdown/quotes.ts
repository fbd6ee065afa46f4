import type { Element, ElementContent, Root } from 'hast';
import { elements } from './walk.ts';

const OPENING_DASH = /^\s*(?:—|–|--|―)\s*/;
const LINE_WITH_DASH = /\n[ \t]*(?:—|–|--|―)[ \t]*(?!.*\n[ \t]*(?:—|–|--|―))/s;

/**
 * The last line of a quotation that starts with a dash says whose words they are: `> — Name, role, organisation`.
 * It becomes `<footer class="attribution">` inside the quotation, without the dash, which each printer sets itself.
 */
export function markQuotes(tree: Root): void {
  for (const element of elements(tree)) {
    if (element.tagName === 'blockquote') attribute(element);
  }
}

function attribute(quote: Element): void {
  const children = quote.children.filter((child) => child.type === 'element');
  const last = children.at(-1);
  if (last?.tagName !== 'p') return;
  const at = attributionStart(last.children);
  if (!at) return;
  const footer: Element = {
    type: 'element',
    tagName: 'footer',
    properties: { className: ['attribution'] },
    children: at.attribution,
  };
  const words = at.words.length > 0 ? [{ ...last, children: at.words }] : [];
  if (words.length === 0 && children.length === 1) return;
  quote.children = [...children.slice(0, -1), ...words, footer];
}

/** Where the attribution starts: at the paragraph's own start, or at its last line. */
function attributionStart(nodes: ElementContent[]) {
  const first = nodes[0];
  if (first?.type === 'text' && OPENING_DASH.test(first.value)) {
    return {
      words: [],
      attribution: [{ ...first, value: first.value.replace(OPENING_DASH, '') }, ...nodes.slice(1)],
    };
  }
  for (let index = nodes.length - 1; index >= 0; index--) {
    const node = nodes[index];
    const match = node?.type === 'text' ? LINE_WITH_DASH.exec(node.value) : null;
    if (node?.type !== 'text' || !match) continue;
    const [before, after] = [
      node.value.slice(0, match.index),
      node.value.slice(match.index + match[0].length),
    ];
    const words = withoutLastBreak([...nodes.slice(0, index), { ...node, value: before }]);
    return { words, attribution: [{ ...node, value: after }, ...nodes.slice(index + 1)] };
  }
  return undefined;
}

/** Two spaces or a backslash before the attribution's line leave a break that would show as an empty line. */
function withoutLastBreak(nodes: ElementContent[]): ElementContent[] {
  const last = nodes.at(-1);
  const empty =
    (last?.type === 'element' && last.tagName === 'br') ||
    (last?.type === 'text' && last.value.trim() === '');
  return empty ? withoutLastBreak(nodes.slice(0, -1)) : nodes;
}
