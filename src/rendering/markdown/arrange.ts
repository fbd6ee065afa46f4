import type { Element, ElementContent } from 'hast';
import { isBlockElement } from './tidy.ts';

const RENAMED: Record<string, string> = {
  b: 'strong',
  i: 'em',
  s: 'del',
  strike: 'del',
  tt: 'code',
  kbd: 'code',
  samp: 'code',
};
/** Elements that hold words or blocks, as it comes. */
const MIXED = new Set(['li', 'td', 'th', 'dd', 'blockquote', 'details']);
/** Elements that hold words only. */
const WORDS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'dt', 'summary', 'caption']);
const HOLLOW = new Set(['br', 'wbr', 'hr', 'img', 'input', 'td', 'th', 'tr']);

/**
 * HTML as people write it, in the shape that Markdown has: blocks hold words or blocks, boxes are gone and what was in
 * them stands on lines of its own, and nothing is empty.
 */
export const arrange = (nodes: ElementContent[]): ElementContent[] => blocksOf(inLists(nodes));

const LISTS: Record<string, string> = { li: 'ul', dt: 'dl', dd: 'dl' };

/** Items of no list get one: browsers show them as such, and HTML allows them nowhere else. A box is not their parent. */
function inLists(nodes: readonly ElementContent[], parent = ''): ElementContent[] {
  const all: ElementContent[] = [];
  let list: Element | undefined;
  for (const node of nodes) {
    if (node.type !== 'element') {
      if (node.type !== 'text' || node.value.trim() !== '') list = undefined;
      all.push(node);
      continue;
    }
    const { tagName } = node;
    const element = { ...node, children: inLists(node.children, isBox(node) ? parent : tagName) };
    const wanted = LISTS[tagName];
    const orphan = wanted !== undefined && wanted !== parent && !(wanted === 'ul' && parent === 'ol');
    if (orphan && list?.tagName === wanted) list.children.push(element);
    else if (orphan) {
      list = { type: 'element', tagName: wanted, properties: {}, children: [element] };
      all.push(list);
    } else {
      list = undefined;
      all.push(element);
    }
  }
  return all;
}

const isBox = (node: ElementContent): node is Element => node.type === 'element' && node.tagName === 'div';
const holdsBlocks = (node: ElementContent): boolean =>
  node.type === 'element' &&
  node.children.some((child) => isBlockElement(child) || isBox(child) || holdsBlocks(child));

/** Blocks as they are, runs of words as paragraphs. */
function blocksOf(nodes: readonly ElementContent[]): ElementContent[] {
  const blocks: ElementContent[] = [];
  let run: ElementContent[] = [];
  const flush = () => {
    const words = inline(run);
    if (!isBlank(words)) blocks.push({ type: 'element', tagName: 'p', properties: {}, children: words });
    run = [];
  };
  for (const node of nodes) {
    const inner = isBox(node) ? blocksOf(node.children) : isBlockElement(node) ? block(node) : undefined;
    if (inner) {
      flush();
      blocks.push(...inner);
    } else if (node.type === 'element' && holdsBlocks(node)) {
      flush();
      blocks.push(...blocksOf(node.children).map((child) => around(node, child)));
    } else run.push(node);
  }
  flush();
  return blocks;
}

/** `<a><p>one</p><p>two</p></a>`: the mark goes into each block, where words are. */
function around(mark: Element, node: ElementContent): ElementContent {
  if (node.type !== 'element') return node;
  const deeper = node.children.some(isBlockElement);
  const children = deeper
    ? node.children.map((child) => (isBlockElement(child) ? around(mark, child) : child))
    : inline([{ ...mark, children: node.children }]);
  return { ...node, children };
}

function block(element: Element): ElementContent[] {
  const { tagName, children } = element;
  if (tagName === 'pre' || tagName === 'hr') return isBlank(children) && tagName === 'pre' ? [] : [element];
  const mixed = MIXED.has(tagName);
  const arranged = WORDS.has(tagName)
    ? inline(children)
    : tagName === 'blockquote' ||
        (mixed && children.some((child) => isBox(child) || (!isBlockElement(child) && holdsBlocks(child))))
      ? blocksOf(children)
      : children.flatMap((child) => (isBlockElement(child) ? block(child) : inline([child])));
  if (isBlank(arranged) && !HOLLOW.has(tagName)) return [];
  return [{ ...element, children: arranged }];
}

/** Words with their marks; a block among them is held apart by spaces. */
function inline(nodes: readonly ElementContent[]): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type === 'text') return [node];
    if (node.type !== 'element') return [];
    const children = inline(node.children);
    const apart: boolean = isBlockElement(node) || isBox(node);
    if (apart) return [space, ...children, space];
    if (!HOLLOW.has(node.tagName) && children.length === 0) return [];
    if (node.tagName === 'q') return [text('“'), ...children, text('”')];
    return [{ ...node, tagName: RENAMED[node.tagName] ?? node.tagName, children }];
  });
}

const text = (value: string): ElementContent => ({ type: 'text', value });
const space = text(' ');

/** Ends at the first word: each of twenty levels asks. */
const isBlank = (nodes: readonly ElementContent[]): boolean => !nodes.some(holdsThing);
const holdsThing = (node: ElementContent): boolean =>
  node.type === 'text'
    ? /\S/.test(node.value)
    : node.type === 'element' &&
      (['img', 'input', 'hr'].includes(node.tagName) || node.children.some(holdsThing));
