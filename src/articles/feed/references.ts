import { decodeHTML, decodeHTMLAttribute, decodeHTMLStrict } from 'entities';

/**
 * References of XML, decoded once. HTML's names are read too: feeds use them although XML knows but five, and dropping or
 * refusing them costs a word (`&rsquo;`, `&pound;`). A `&` that begins none is a `&`.
 */
export const decodeXmlOnce = (text: string): string => (text.includes('&') ? decodeHTMLStrict(text) : text);

/** References of HTML's text as browsers read them: also without `;`, and 128 to 159 as windows-1252. */
export const decodeHtmlOnce = (text: string): string => (text.includes('&') ? decodeHTML(text) : text);

/** As in an attribute, where `&copy=2` is a part of an address (HTML §13.2.5.73). */
export const decodeAttributeOnce = (text: string): string =>
  text.includes('&') ? decodeHTMLAttribute(text) : text;

const REFERENCE = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi;

/** Whether a text holds at least one reference that means a character. */
export function hasReference(text: string): boolean {
  for (const [whole] of text.matchAll(REFERENCE)) if (decodeHTMLStrict(whole) !== whole) return true;
  return false;
}

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const ADDRESS = /\bhttps?:\/\/[^\s<>"]*[^\s<>"'.,:;!?)\]}]/g;

/** Plain text as HTML: an empty line parts paragraphs, `lines` says whether a line's end is one, addresses become links. */
export function plainToHtml(text: string, { lines = false } = {}): string {
  const paragraphs = text.trim().split(/[^\S\n]*\n(?:[^\S\n]*\n)+/);
  return paragraphs
    .map((paragraph) => {
      const linked = escapeHtml(paragraph).replace(ADDRESS, (url) => `<a href="${url}">${url}</a>`);
      return `<p>${lines ? linked.replaceAll('\n', '<br>') : linked}</p>`;
    })
    .join('\n');
}
