import type { Nodes } from 'mdast';
import type { Block } from './block.ts';
import type { MediumMark } from './story-media.ts';

const INLINE = ['text', 'inlineCode', 'strong', 'emphasis', 'delete', 'link', 'break'];

/** The words of blocks on one line, without pictures and films. */
export const plainOf = (blocks: readonly Block[]): string => blocks.map(words).join(' ').replace(/\s+/g, ' ');

function words(node: Nodes): string {
  if ('value' in node) return node.value;
  if (node.type === 'break') return ' ';
  if (node.data && (node.data as MediumMark).medium) return ' ';
  if (!('children' in node)) return '';
  const apart = node.children.some(({ type }) => !INLINE.includes(type));
  return node.children.map(words).join(apart ? ' ' : '');
}
