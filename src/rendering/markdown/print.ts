import type { ElementContent, Properties, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { boxed, inFeed, inMail } from './layout.ts';
import { markdownTree, type Reading } from './tree.ts';
import { elements, hasClass } from './walk.ts';

/** Inline style and class of an element in a mail, by tag or by `.class`. */
export type MailStyles = Record<string, { style?: string; class?: string }>;

const print = (nodes: ElementContent[] | Root) =>
  toHtml(nodes, { characterReferences: { omitOptionalSemicolons: false, useNamedReferences: true } });

/**
 * The tree as HTML for a web page: semantic elements, `class="statistic"` and `class="attribution"`.
 * `headingOffset` is the level of the heading above the body (2 = the body starts at h3).
 */
export function articleHtml(
  markdown: string,
  { headingOffset = 2, ...reading }: Reading & { headingOffset?: number } = {},
): string {
  const tree = markdownTree(markdown, { ...reading, topHeading: headingOffset + 1 });
  return print(reading.grammar === 2 ? boxed(tree) : tableScopes(tree));
}

/** As for a page, but with nothing that needs a stylesheet: what feeds carry. Headings start at h3. */
export function feedHtml(markdown: string, reading: Reading = {}): string {
  const read = markdownTree(markdown, { ...reading, topHeading: 3 });
  const tree = reading.grammar === 2 ? inFeed(read) : read;
  for (const element of elements(tree)) {
    if (hasClass(element, 'attribution')) {
      element.tagName = 'p';
      element.children.unshift({ type: 'text', value: '— ' });
    }
    element.properties.className = undefined;
  }
  return print(tree);
}

/** The tree with every style inline, because Gmail may drop a mail's stylesheet; classes serve dark mode. */
export const mailHtml = (tree: Root, styles: MailStyles) =>
  print(
    ((tree.data?.grammar === 2 ? inMail(tree) : tree).children as ElementContent[]).map((node) =>
      styled(node, styles),
    ),
  );

/** Classes that have a look of their own in a mail. */
const NAMED = ['statistic', 'attribution', 'row', 'pair', 'cell', 'inner', 'left', 'center', 'right'];

function styled(node: ElementContent, styles: MailStyles): ElementContent {
  if (node.type !== 'element') return node;
  const statistic = hasClass(node, 'statistic');
  const attribution = hasClass(node, 'attribution');
  const named = NAMED.find((name) => hasClass(node, name));
  const look = styles[named ? `.${named}` : node.tagName];
  const children = node.children.map((child, index) =>
    statistic && index === 0 && child.type === 'element'
      ? { ...styled(child, styles), properties: properties(styles['.figure']) }
      : styled(child, styles),
  ) as ElementContent[];
  if (attribution) children.unshift({ type: 'text', value: '— ' });
  const { className: _, ...own } = node.properties;
  const scope = node.tagName === 'th' ? { scope: own.scope ?? 'col' } : {};
  const tagName = attribution ? 'p' : node.tagName;
  return { ...node, tagName, properties: { ...own, ...scope, ...properties(look) }, children };
}

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
