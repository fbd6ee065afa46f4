import type { ElementContent, Root } from 'hast';
import type { Direction } from '../../../templates/direction.ts';
import type { Grammar } from '../../core/index.ts';
import { authoredByRemark, sanitisedByRemark } from './grammar-1.ts';
import { authoredBody, sanitisedBody } from './grammar-2.ts';
import { shiftHeadings } from './headings.ts';
import { fixLinks } from './links.ts';
import { markQuotes } from './quotes.ts';
import { markFigures, markStatistics } from './statistics.ts';
import { tidy } from './tidy.ts';

declare module 'hast' {
  interface RootData {
    /** Printers add marks and fit tables only for what was written under a grammar that knows them. */
    grammar?: Grammar;
  }
}

export type TreeReading = {
  /** Absent = the first, as in snapshots. */
  grammar?: Grammar | undefined;
  /** BCP 47, of the text: months have names. */
  language?: string | undefined;
  /** How the words around it run; absent = as its language does. */
  direction?: Direction | undefined;
};
export type TreeOptions = TreeReading & {
  /** The level that the highest heading of the body becomes. */
  topHeading: number;
};

/** The tree as the author wrote it, links and headings and all, for checks. */
export const authoredTree = (markdown: string, { grammar }: TreeReading): Root =>
  grammar === 2 ? authoredBody(markdown) : authoredByRemark(markdown);

/**
 * Markdown as one sanitised tree; mail, page, feed and text are all printed from it. Links are absolute http, https,
 * mailto or tel, headings run without gaps from `topHeading`, and quotations and statistics are marked by class name.
 */
export function markdownTree(markdown: string, { topHeading, grammar = 1, language }: TreeOptions): Root {
  const tree = grammar === 2 ? sanitisedBody(markdown) : sanitisedByRemark(markdown);
  tree.children = fixLinks(tree.children as ElementContent[]);
  markQuotes(tree);
  tree.children = tidy(tree.children as ElementContent[]);
  if (grammar === 2) markFigures(tree, language);
  else markStatistics(tree);
  shiftHeadings(tree, topHeading);
  tree.data = { grammar };
  return tree;
}
