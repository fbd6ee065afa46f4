import { toText } from 'hast-util-to-text';
import { markdownTree } from '../markdown/tree.ts';

/** An article's words alone, as search and excerpts need them. */
export const plainText = (markdown: string): string => toText(markdownTree(markdown, { topHeading: 2 }));
