import { innerBase } from './address.ts';
import { hasKnownTag, isKnownTag } from './elements.ts';
import { escapeHtml, hasReference, plainToHtml } from './references.ts';
import { isElement, type XmlElement, type XmlText } from './xml-tree.ts';

/** How a field holds its text: as HTML in a text, as elements of its own, or as a text in which nothing is markup. */
export type TextForm = 'html' | 'xhtml' | 'text';
type Field = { form: TextForm; outer: readonly string[]; base: string };

const VOID = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;
const ADDRESSES = ['href', 'src', 'data'];

const hasElements = (element: XmlElement) => element.children.some(isElement);

/** All text in an element, in document order. */
export const textIn = (node: XmlElement | XmlText): string =>
  isElement(node) ? node.children.map(textIn).join('') : node.text;

/**
 * A field's text as HTML, in document order, whatever its form. What an `xml:base` inside it moves is made absolute here;
 * everything else still counts from `base`.
 */
export function htmlIn(field: XmlElement, form: TextForm, base: string): string {
  if (hasElements(field)) return childrenOf(field, { form, outer: field.bases, base });
  const text = textIn(field);
  // In the words under a film a line's end is one; elsewhere it is where the program wrapped.
  if (form === 'text') return plainToHtml(text, { lines: field.space === 'media' });
  return hasKnownTag(text) ? text : text.trim().replace(/[^\S\n]*\n(?:[^\S\n]*\n)+/g, '<p>');
}

const childrenOf = (element: XmlElement, field: Field) =>
  element.children.map((child) => htmlOf(child, field)).join('');

function htmlOf(node: XmlElement | XmlText, field: Field): string {
  if (!isElement(node)) {
    // Beside elements, a text that was escaped twice or stands in CDATA is HTML still; any other is a text.
    const html = field.form === 'html' && (node.literal || hasKnownTag(node.text) || hasReference(node.text));
    return html ? node.text : escapeHtml(node.text);
  }
  const inner = childrenOf(node, field);
  if (!['', 'atom', 'xhtml'].includes(node.space) && !isKnownTag(node.name)) return inner;
  // Words in angle brackets stand as they were typed.
  if (!isKnownTag(node.name)) return escapeHtml(node.written) + inner;
  const start = `<${node.name}${attributesOf(node, field)}>`;
  return VOID.test(node.name) ? start + inner : `${start}${inner}</${node.name}>`;
}

function attributesOf({ attributes, bases }: XmlElement, { outer, base }: Field): string {
  const own = bases.length > outer.length ? innerBase(bases, outer, base) : undefined;
  return [...attributes]
    .filter(([name]) => !name.includes(':') && name !== 'xmlns')
    .map(([name, value]) => {
      const moved = own !== undefined && ADDRESSES.includes(name) && URL.canParse(value, own);
      return ` ${name}="${escapeHtml(moved ? new URL(value, own).href : value)}"`;
    })
    .join('');
}
