import { cleanText } from '../../core/index.ts';
import { BREAKING, hasKnownTag, replaceTags } from './elements.ts';
import { decodeAttributeOnce, hasReference } from './references.ts';

/** A partner's longest real headline is a few hundred characters: beyond this nothing is looked for. */
const MAX_LENGTH = 20_000;

const line = (text: string) => cleanText(text).replace(/\s+/g, ' ').trim();

/** A line of text as it stands. */
export const plainLine = (text: string): string => line(text.slice(0, MAX_LENGTH));

/**
 * A title that has been decoded as XML: when a known tag or a reference is left, it is decoded once more, as HTML, and
 * never again. Only known tags are dropped: `20 < 30` and `<reference number>` are words.
 */
export function htmlLine(text: string): string {
  const start = text.slice(0, MAX_LENGTH);
  if (!hasKnownTag(start) && !hasReference(start)) return line(start);
  return line(decodeAttributeOnce(withoutTags(start)));
}

const withoutTags = (text: string): string => {
  const visible = text
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(script|style)\b[^<>]*>[\s\S]*?<\/\1\s*>/gi, '');
  const bare = visible.toLowerCase();
  return replaceTags(visible, (name) => {
    if (name === 'script' || name === 'style') return bare.includes(`</${name}`) ? '' : `&lt;${name}&gt;`;
    return name === 'br' || BREAKING.has(name) ? ' ' : '';
  });
};
