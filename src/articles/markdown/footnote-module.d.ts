/** markdown-it-footnote ships no types. */
declare module 'markdown-it-footnote' {
  import type { MarkdownIt } from 'markdown-it';

  function footnotes(md: MarkdownIt): void;
  export = footnotes;
}
