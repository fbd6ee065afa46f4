/** What of a Word file does not stand in the story that is made of it. */
export const LEFT_OUT = [
  'textBox',
  'footnote',
  'endnote',
  'comment',
  'header',
  'footer',
  'deleted',
  'hidden',
  'field',
  'formula',
  'symbol',
  'object',
  'chart',
  'document',
  'picture',
  'words',
] as const;
export type LeftOutKind = (typeof LEFT_OUT)[number];
