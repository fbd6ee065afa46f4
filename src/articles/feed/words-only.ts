import { replaceTags } from './elements.ts';
import { decodeHtmlOnce } from './references.ts';
import type { Story } from './story.ts';

const FLATTENED = 'Its text is flattened to its words: reading it as it was set takes too long.';

/** The words of HTML in paragraphs, by expressions that each pass once over it: for what costs too much to read. */
export function wordsOnly(html: string): Story {
  const visible = html
    .slice(0, 400_000)
    .replace(/<(?:\/?(?:p|div|h[1-6]|li|tr|blockquote|section|article)|br)\b[^<>]{0,2000}>/gi, '\n\n');
  const paragraphs = replaceTags(visible, () => ' ')
    .split(/\n\s*\n/)
    .map((text) => decodeHtmlOnce(text).replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '');
  return {
    blocks: paragraphs.map((value) => ({ type: 'paragraph', children: [{ type: 'text', value }] })),
    notes: [FLATTENED],
  };
}
