import type { Element, ElementContent, Root } from 'hast';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { shiftHeadings } from './headings.ts';
import { fixLinks } from './links.ts';
import { markQuotes } from './quotes.ts';
import { markStatistics } from './statistics.ts';

/** Only what a bulletin's article needs; classes, ids, styles and data attributes do not pass. */
const schema: typeof defaultSchema = {
  ...defaultSchema,
  tagNames:
    'p h1 h2 h3 h4 h5 h6 ul ol li blockquote strong em del code pre br hr a img table thead tbody tr th td sup'.split(
      ' ',
    ),
  attributes: { a: ['href'], img: ['src', 'alt'], ol: ['start'], th: ['align'], td: ['align'] },
  protocols: { href: ['http', 'https', 'mailto', 'tel'], src: ['http', 'https'] },
  strip: ['script', 'style'],
};

const reader = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { clobberPrefix: '', footnoteLabelProperties: {} })
  .use(rehypeSanitize, schema);
const author = unified().use(remarkParse).use(remarkGfm).use(remarkRehype, { clobberPrefix: '' });

/** The tree as the author wrote it, links and headings and all, for checks. */
export const authoredTree = (markdown: string): Root => author.runSync(author.parse(markdown)) as Root;

export type TreeOptions = {
  /** The level that the highest heading of the body becomes. */
  topHeading: number;
};

/**
 * Markdown as one sanitised tree; mail, page, feed and text are all printed from it. Raw HTML is dropped, links are
 * absolute http, https, mailto or tel, headings run without gaps from `topHeading`, and quotations and statistics are
 * marked by class name.
 */
export function markdownTree(markdown: string, { topHeading }: TreeOptions): Root {
  const tree = reader.runSync(reader.parse(markdown)) as Root;
  tree.children = fixLinks(tree.children as ElementContent[]);
  markQuotes(tree);
  tree.children = tidy(tree.children as ElementContent[]);
  markStatistics(tree);
  shiftHeadings(tree, topHeading);
  return tree;
}

const BLOCKS = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol li blockquote footer pre hr table thead tbody tr th td'.split(' '),
);
const isBlock = (node: ElementContent | undefined) =>
  node === undefined || (node.type === 'element' && BLOCKS.has(node.tagName));

/** Drops white space between blocks and folds it to one space elsewhere, so that no printer has to. */
function tidy(nodes: ElementContent[]): ElementContent[] {
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
