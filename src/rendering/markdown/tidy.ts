import type { Element, ElementContent } from 'hast';

const BLOCKS = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol li blockquote footer pre hr table caption thead tbody tfoot tr th td dl dt dd details summary'.split(
    ' ',
  ),
);
export const isBlockElement = (node: ElementContent): node is Element =>
  node.type === 'element' && BLOCKS.has(node.tagName);
const isBlock = (node: ElementContent | undefined) => node === undefined || isBlockElement(node);

/** Drops white space between blocks and folds it to one space elsewhere, so that no printer has to. */
export function tidy(nodes: ElementContent[]): ElementContent[] {
  return nodes.flatMap((node, index): ElementContent[] => {
    if (node.type === 'text') {
      const value = node.value.replace(/[ \t\n]+/g, ' ');
      const besideBlocks = isBlock(nodes[index - 1]) && isBlock(nodes[index + 1]);
      return value === ' ' && besideBlocks ? [] : [{ type: 'text', value }];
    }
    if (node.type !== 'element') return [];
    const kept = node.tagName === 'pre' ? node.children : tidy(node.children);
    return [{ ...node, children: trimEnds(node, kept) }];
  });
}

/** GFM leaves a space after a task's box and before nested lists; at the edge of a block it shows as an indent. */
function trimEnds(parent: Element, children: ElementContent[]): ElementContent[] {
  if (!BLOCKS.has(parent.tagName) || parent.tagName === 'pre') return children;
  return children.flatMap((node, index): ElementContent[] => {
    if (node.type !== 'text') return [node];
    let value = node.value;
    if (index === 0) value = value.replace(/^ /, '');
    if (index === children.length - 1) value = value.replace(/ $/, '');
    return value === '' ? [] : [{ type: 'text', value }];
  });
}
