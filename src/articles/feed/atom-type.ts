import { htmlIn, type TextForm, textIn } from './construct.ts';
import { hasKnownTag } from './elements.ts';
import { htmlLine, plainLine } from './headline.ts';
import { isElement, type XmlElement } from './xml-tree.ts';

const MATCHED_TAG =
  /<(p|div|ul|ol|li|b|i|em|strong|a|span|h[1-6]|blockquote|table)\b[^<>]*>[\s\S]*<\/\1\s*>|<(br|img|p)\b[^<>]*>/i;

/**
 * How a field holds its text. Atom 1.0 says so in `type` (RFC 4287 §3.1 and §4.1.3; `text` when it does not), Atom 0.3 in
 * `type` and `mode`; RSS never does, and means HTML. Atom without a type that holds matched tags is HTML after all: so
 * careless generators write it.
 */
export function formOf(field: XmlElement): TextForm {
  const type = (field.attributes.get('type') ?? '').trim().toLowerCase();
  const mode = field.attributes.get('mode');
  if (type === 'text' || type === 'plain' || type === 'text/plain') return 'text';
  if (type === 'xhtml' || /^application\/xhtml|[/+]xml$/.test(type))
    return mode === 'escaped' ? 'html' : 'xhtml';
  if (type === 'html' || type === 'text/html') return mode === 'xml' ? 'xhtml' : 'html';
  if (field.space !== 'atom' && field.space !== 'media') return 'html';
  if (field.children.some(isElement)) return 'xhtml';
  return mode === 'escaped' || MATCHED_TAG.test(textIn(field).slice(0, 20_000)) ? 'html' : 'text';
}

/** A title as one line of text. */
export function titleOf(field: XmlElement): string {
  const form = formOf(field);
  if (field.children.some(isElement)) return htmlLine(htmlIn(field, form, 'http://unknown.invalid/'));
  const text = textIn(field);
  if (form === 'html') return htmlLine(text);
  // Atom's text is text; but that nobody writes a reference to be read as one, only generators, unless they say so.
  const said = field.attributes.has('type');
  return said || hasKnownTag(text) ? plainLine(text) : htmlLine(text);
}
