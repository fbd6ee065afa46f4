import { cleanText } from '../../core/index.ts';
import { PLACE } from '../joined.ts';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
// A parser would fold a raw tab or line feed in an attribute to a space (XML 1.0 §3.3.3).
const inAttribute: Record<string, string> = { ...entities, '\t': '&#9;', '\n': '&#10;' };

/** Text as HTML that shows it. */
export const escapeText = (text: string) =>
  cleanText(text).replace(/[&<>]/g, (char) => entities[char] ?? char);
const escapeAttribute = (text: string) =>
  cleanText(text).replace(/[&<>"\t\n]/g, (char) => inAttribute[char] ?? char);

/** Serialised XML, as opposed to text that is still to be escaped. */
export class Xml {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

/** Where items come that are printed on their own. */
export const itemPlaces = (items: number): Xml => new Xml(PLACE.repeat(items));

type Attributes = Record<string, string | number | undefined>;
type Content = Xml | string | undefined | false | readonly Content[];

const serialise = (content: Content): string => {
  if (content === undefined || content === false) return '';
  if (typeof content === 'string') return escapeText(content);
  return content instanceof Xml ? content.source : content.map(serialise).join('');
};

/** One element; `undefined` attributes and content are left out, strings are escaped. */
export function element(name: string, attributes: Attributes, ...content: Content[]): Xml {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`)
    .join('');
  const inner = serialise(content);
  return new Xml(inner === '' ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>`);
}

/** An element that holds text only; left out when there is none. */
export const textElement = (name: string, text: string | undefined): Xml | undefined =>
  text === undefined || text === '' ? undefined : element(name, {}, text);

/**
 * Text for a place where some readers expect HTML: hexadecimal references keep `&` and `<` what they are in either
 * reading, as the RSS Advisory Board's profile asks for titles.
 */
export const titleElement = (name: string, text: string): Xml =>
  new Xml(
    `<${name}>${escapeText(text).replaceAll('&amp;', '&#x26;').replaceAll('&lt;', '&#x3C;')}</${name}>`,
  );

export const xmlDocument = (root: Xml, stylesheet?: string): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    ...(stylesheet ? [`<?xml-stylesheet type="text/xsl" href="${escapeAttribute(stylesheet)}"?>`] : []),
    root.source,
    '',
  ].join('\n');
