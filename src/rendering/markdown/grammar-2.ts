import type { ElementContent, Root } from 'hast';
import { fromParse5 } from 'hast-util-from-parse5';
import { parseFragment } from 'parse5';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import { unified } from 'unified';
import { readBody } from '../../editions/index.ts';
import { arrange } from './arrange.ts';

/** What an article may hold; ids, styles and data attributes do not pass, classes only those that our parser sets. */
const schema: typeof defaultSchema = {
  ...defaultSchema,
  tagNames:
    'p h1 h2 h3 h4 h5 h6 ul ol li blockquote div strong b em i del s strike ins code tt kbd samp pre br wbr hr a img table caption thead tbody tfoot tr th td sup sub mark q abbr details summary dl dt dd input'.split(
      ' ',
    ),
  attributes: {
    a: ['href'],
    img: ['src', 'alt'],
    ol: ['start', ['className', 'notes']],
    li: ['value'],
    sup: [['className', 'note']],
    th: ['align', 'colSpan', 'rowSpan'],
    td: ['align', 'colSpan', 'rowSpan'],
    abbr: ['title'],
    input: [['type', 'checkbox'], 'checked'],
  },
  protocols: { href: ['http', 'https', 'mailto', 'tel'], src: ['http', 'https'] },
  strip: ['script', 'style'],
};

const sanitiser = unified().use(rehypeSanitize, schema);

/**
 * Without places in the HTML, which nobody asks for: keeping them is a third of the time. The box around it spares what
 * parse5 does with a fragment's own children, which it moves out one by one, each past all others.
 */
function plain(html: string): Root {
  const root = fromParse5(parseFragment(`<div>${html}</div>`, { scriptingEnabled: false })) as Root;
  const [box, ...others] = root.children;
  return { ...root, children: [...(box?.type === 'element' ? box.children : []), ...others] };
}

export const authoredBody = (markdown: string): Root => plain(readBody(markdown).html);

/** The second grammar: HTML in Markdown goes through the same sanitiser as what the marks mean. */
export function sanitisedBody(markdown: string): Root {
  const tree = sanitiser.runSync(plain(readBody(markdown).html)) as Root;
  return { type: 'root', children: arrange(tree.children as ElementContent[]) };
}
