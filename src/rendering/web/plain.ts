import type { ElementContent } from 'hast';
import { toText } from 'hast-util-to-text';
import type { Grammar } from '../../core/index.ts';
import { withMarks } from '../markdown/marks.ts';
import { markdownTree } from '../markdown/tree.ts';

/** An article's words alone, as search and excerpts need them. */
export function plainText(markdown: string, grammar: Grammar = 1): string {
  const tree = markdownTree(markdown, { topHeading: 2, grammar });
  if (grammar === 1) return toText(tree);
  return toText({ ...tree, children: withMarks(tree.children as ElementContent[]) });
}
