import { toText } from 'hast-util-to-text';
import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { cleanText } from '../core/index.ts';
import { absoluteAddress } from './absolute-address.ts';

/**
 * Pictures stay outside: they would be loaded from a partner's server when a reader opens the mail, and tell it so.
 * Headings, lists, quotes, tables and links stay.
 */
const schema = {
  ...defaultSchema,
  tagNames: (defaultSchema.tagNames ?? []).filter(
    (name) => !['img', 'picture', 'source', 'input'].includes(name),
  ),
  strip: ['script', 'style', 'template', 'noscript', 'iframe', 'object', 'svg', 'math', 'title'],
};

const toTree = unified().use(rehypeParse, { fragment: true }).use(rehypeSanitize, schema);
const toMarkdown = unified()
  .use(rehypeRemark)
  .use(remarkGfm)
  .use(remarkStringify, { bullet: '-', fences: true });

const MAX_CHARACTERS = 200_000;
/** HTML parsing rebuilds open formatting in each block: beyond this many tags the time grows with their square. */
const MAX_TAGS = 3_000;

export type ReadHtml = { markdown: string; text: string };

/** Sanitised Markdown and plain text of a partner's HTML; what is too long or too tangled is not converted. */
export function readHtml(html: string, base: string): ReadHtml {
  const tags = html.split('<', MAX_TAGS + 2).length - 1;
  if (html.length > MAX_CHARACTERS || tags > MAX_TAGS) return unconverted(html.slice(0, MAX_CHARACTERS));
  try {
    const tree = withWholeLinks(toTree.runSync(toTree.parse(html)), base);
    const markdown = toMarkdown.stringify(toMarkdown.runSync(tree));
    return {
      markdown: cleanText(markdown).trim(),
      text: cleanText(toText(tree)).replace(/\s+/g, ' ').trim(),
    };
  } catch (error) {
    // Deep nesting overflows the stack of the tree walkers.
    if (error instanceof RangeError) return unconverted(html);
    throw error;
  }
}

function unconverted(html: string): ReadHtml {
  const text = htmlToText(html);
  return { markdown: text.replace(/[\\`*_{}[\]<>#|~!]/g, '\\$&'), text };
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

type Root = ReturnType<typeof toTree.parse>;
type Content = Root['children'][number];

/** Links become absolute, as they will stand on other pages; one that leads nowhere leaves its words behind. */
const withWholeLinks = (tree: Root, base: string): Root => ({
  ...tree,
  children: tree.children.flatMap((child) => linked(child, base)),
});

function linked(node: Content, base: string): Content[] {
  if (node.type !== 'element') return [node];
  const children = node.children.flatMap((child) => linked(child, base)) as typeof node.children;
  if (node.tagName !== 'a') return [{ ...node, children }];
  const href = absoluteAddress(String(node.properties.href ?? ''), base);
  return href ? [{ ...node, properties: { href }, children }] : children;
}

/** Words only, in time proportional to the length: for headlines. */
export function htmlToText(html: string): string {
  const text = html
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) =>
      name
        ? (ENTITIES[name.toLowerCase()] ?? whole)
        : character(decimal ? Number(decimal) : Number.parseInt(hex, 16)),
    );
  return cleanText(text).replace(/\s+/g, ' ').trim();
}

const character = (code: number) => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD');
