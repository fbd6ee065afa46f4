import type { ElementContent } from 'hast';
import { type Around, difference, spoken } from '../../../templates/direction.ts';
import { keepTelephonesLeftToRight } from './numbers.ts';

const TURNED = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol li blockquote footer pre table caption th td dl dt dd details summary div'.split(
    ' ',
  ),
);

/**
 * Each block says how it runs, and which language its script shows, where that is other than around it: an English
 * paragraph in an Arabic article, and the other way round. Word and feed readers know no `dir="auto"`, so it is computed.
 */
export const withDirections = (nodes: readonly ElementContent[], outside: Around): ElementContent[] =>
  nodes.flatMap((node): ElementContent[] => {
    if (node.type === 'text' && outside.direction === 'rtl') return keepTelephonesLeftToRight(node.value);
    if (node.type !== 'element') return [node];
    if (!TURNED.has(node.tagName)) return [{ ...node, children: withDirections(node.children, outside) }];
    const inside = spoken(opening(node.children, ENOUGH), outside);
    const properties = { ...node.properties, ...difference(inside, outside) };
    return [{ ...node, properties, children: withDirections(node.children, inside) }];
  });

/** Letters that show how a block runs; a list of a whole megabyte is not read again at each of its levels. */
const ENOUGH = 2_000;

function opening(nodes: readonly ElementContent[], most: number): string {
  let text = '';
  for (const node of nodes) {
    if (text.length >= most) break;
    if (node.type === 'text') text += node.value.slice(0, most - text.length);
    else if (node.type === 'element') text += ` ${opening(node.children, most - text.length)}`;
  }
  return text;
}
