/**
 * Which reading of Markdown prints a text. A snapshot says its own, and one that says none was frozen with the first:
 * pages and feeds are printed anew for ever, and must go on saying what was approved.
 */
export type Grammar = 1 | 2;

/** Of whatever is written now. */
export const GRAMMAR: Grammar = 2;
