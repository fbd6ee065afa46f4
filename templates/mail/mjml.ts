import { html } from 'hono/html';
import type { Look } from './look.ts';

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

/** HTML as it stands. */
export const rawHtml = (content: string): MjmlNode => ({ tagName: 'mj-raw', attributes: {}, content });

/** An element of the head that holds words, escaped here: MJML puts a title into an attribute as it comes. */
export const headText = (tagName: 'title', words: string): MjmlNode => ({
  tagName: `mj-${tagName}`,
  attributes: {},
  content: html`${words}`.toString(),
});

/**
 * A row of a column. Not `mj-text`, which says its face, size, colour and line height again in each row, 240 octets:
 * they are inherited from the wrapper, and Outlook's Word engine has them from a style of its own. MJML's columns run from
 * left to right, so a row of another direction says so.
 */
export function row(content: { toString(): string }, { direction }: Look, padding = '0'): MjmlNode {
  const [dir, align] = direction === 'rtl' ? [' dir="rtl"', ';text-align:right'] : ['', ''];
  return rawHtml(`<tr><td${dir} style="padding:${padding};font-size:16px${align}">${content}</td></tr>`);
}

/** One block of one column: all that this mail needs, and what every client agrees on. */
export const block = (attributes: Record<string, string>, rows: MjmlNode[]): MjmlNode =>
  mj('section', attributes, [mj('column', {}, rows)]);
