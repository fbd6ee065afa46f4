import type { ElementContent, Properties, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { type Around, around, type Direction } from '../../../templates/direction.ts';
import { withDirections } from './directions.ts';
import { boxed, inFeed, inMail } from './layout.ts';
import { markdownTree, type TreeReading } from './tree.ts';
import { elements, hasClass } from './walk.ts';

/** Inline style and class of an element in a mail, by tag or by `.class`. */
export type MailStyles = Record<string, { style?: string; class?: string }>;
/** Of both directions, since a block may run otherwise than what is around it. */
export type DirectedStyles = Record<Direction, MailStyles>;

/** What stands around a body that is printed; readings that say nothing are of English. */
const outsideOf = ({ language = 'en', direction }: TreeReading): Around => ({
  ...around(language),
  ...(direction ? { direction } : {}),
});
const turned = (tree: Root, outside: Around): Root => ({
  ...tree,
  children: withDirections(tree.children as ElementContent[], outside),
});

const print = (nodes: ElementContent[] | Root) =>
  toHtml(nodes, { characterReferences: { omitOptionalSemicolons: false, useNamedReferences: true } });

/**
 * The tree as HTML for a web page: semantic elements, `class="statistic"` and `class="attribution"`.
 * `headingOffset` is the level of the heading above the body (2 = the body starts at h3).
 */
export function articleHtml(
  markdown: string,
  { headingOffset = 2, ...reading }: TreeReading & { headingOffset?: number } = {},
): string {
  const tree = markdownTree(markdown, { ...reading, topHeading: headingOffset + 1 });
  return print(reading.grammar === 2 ? turned(boxed(tree), outsideOf(reading)) : tableScopes(tree));
}

/** As for a page, but with nothing that needs a stylesheet: what feeds carry. Headings start at h3. */
export function feedHtml(markdown: string, reading: TreeReading = {}): string {
  const read = markdownTree(markdown, { ...reading, topHeading: 3 });
  const tree = reading.grammar === 2 ? turned(inFeed(read), outsideOf(reading)) : read;
  for (const element of elements(tree)) {
    if (hasClass(element, 'attribution')) {
      element.tagName = 'p';
      element.children.unshift({ type: 'text', value: '— ' });
    }
    element.properties.className = undefined;
  }
  return print(tree);
}

/**
 * The tree with every style inline, because Gmail may drop a mail's stylesheet; classes serve dark mode. `outside` is the
 * article or the mail around it.
 */
export function mailHtml(tree: Root, styles: DirectedStyles, outside: Around): string {
  const second = tree.data?.grammar === 2;
  const nodes = (second ? turned(inMail(tree), outside) : tree).children as ElementContent[];
  return print(nodes.map((node) => styled(node, { styles, direction: outside.direction })));
}

/** Classes that have a look of their own in a mail. */
const NAMED = [
  'statistic',
  'attribution',
  'row',
  'pair',
  'cell',
  'inner',
  'number',
  'left',
  'center',
  'right',
];

type Dress = { styles: DirectedStyles; direction: Direction };

function styled(node: ElementContent, { styles, direction: outer }: Dress): ElementContent {
  if (node.type !== 'element') return node;
  const { className: _, ...own } = node.properties;
  const direction = (own.dir as Direction | undefined) ?? outer;
  const statistic = hasClass(node, 'statistic');
  const attribution = hasClass(node, 'attribution');
  const named = NAMED.find((name) => hasClass(node, name));
  const looks = styles[direction];
  const look = looks[named ? `.${named}` : node.tagName];
  const children = node.children.map((child, index) => {
    const dressed = styled(child, { styles, direction });
    return statistic && index === 0 && dressed.type === 'element'
      ? { ...dressed, properties: properties(looks['.figure']) }
      : dressed;
  }) as ElementContent[];
  if (attribution) children.unshift({ type: 'text', value: '— ' });
  const scope = node.tagName === 'th' ? { scope: own.scope ?? 'col' } : {};
  const tagName = attribution ? 'p' : node.tagName;
  const aligned =
    direction === outer || node.tagName === 'span'
      ? look
      : { ...look, style: alignedTo(direction, look?.style) };
  return { ...node, tagName, properties: { ...own, ...scope, ...properties(aligned) }, children };
}

/** MJML's columns say `text-align:left`, which `dir` alone does not undo. */
const alignedTo = (direction: Direction, style = '') =>
  style.includes('text-align:')
    ? style
    : [style, `text-align:${direction === 'rtl' ? 'right' : 'left'}`].filter(Boolean).join(';');

const properties = (look: MailStyles[string] | undefined): Properties => ({
  ...(look?.class ? { className: [look.class] } : {}),
  ...(look?.style ? { style: look.style } : {}),
});

/** A Markdown table's first row heads its columns; saying so is what makes it readable by ear. */
function tableScopes(tree: Root): Root {
  for (const element of elements(tree)) {
    if (element.tagName === 'th') element.properties.scope = 'col';
  }
  return tree;
}
