import type { Root } from 'hast';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

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

/** What the author wrote, links and headings and all, for checks. */
export const authoredByRemark = (markdown: string): Root => author.runSync(author.parse(markdown)) as Root;

/**
 * The first grammar, which drops HTML and takes a single `~` for a deletion. Snapshots that were frozen with it are printed
 * with it; nothing else is.
 */
export const sanitisedByRemark = (markdown: string): Root => reader.runSync(reader.parse(markdown)) as Root;
