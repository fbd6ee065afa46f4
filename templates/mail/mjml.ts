/**
 * An MJML document as a tree, which MJML takes as readily as its markup. Its own parser treats text as markup even in
 * strict mode (`</mj-text>` in a body silently loses the article), so it is never given any.
 */
export type MjmlNode = {
  tagName: string;
  attributes?: Record<string, string>;
  children?: MjmlNode[];
  /** HTML, already escaped. */
  content?: string;
};

export const mj = (tagName: string, attributes: Record<string, string>, children: MjmlNode[]): MjmlNode => ({
  tagName: `mj-${tagName}`,
  attributes,
  children,
});

/** A row of a column. */
export const text = (content: { toString(): string }, attributes: Record<string, string> = {}): MjmlNode => ({
  tagName: 'mj-text',
  attributes,
  content: content.toString(),
});

/** HTML that stands outside of MJML's boxes. */
export const rawHtml = (content: string): MjmlNode => ({ tagName: 'mj-raw', attributes: {}, content });

/** One full-width block of one column: all that this mail needs, and what every client agrees on. */
export const block = (attributes: Record<string, string>, rows: MjmlNode[]): MjmlNode =>
  mj('section', attributes, [mj('column', {}, rows)]);
