import { Parser } from 'htmlparser2';
import { escapeHtml } from '../feed/references.ts';

/** An element under the prefix that its namespace usually has, whatever the file calls it. */
export type WordNode = {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly WordContent[];
};
export type WordContent = WordNode | string;

const OFFICE = 'http://schemas.openxmlformats.org/';
/** The strict form of the standard has namespaces of its own (ECMA-376 part 1). */
const STRICT = 'http://purl.oclc.org/ooxml/';

const both = (prefix: string, transitional: string, strict: string): [string, string][] => [
  [`${OFFICE}${transitional}`, prefix],
  [`${STRICT}${strict}`, prefix],
];

const PREFIXES = new Map<string, string>([
  ...both('w', 'wordprocessingml/2006/main', 'wordprocessingml/main'),
  ...both('r', 'officeDocument/2006/relationships', 'officeDocument/relationships'),
  ...both('wp', 'drawingml/2006/wordprocessingDrawing', 'drawingml/wordprocessingDrawing'),
  ...both('a', 'drawingml/2006/main', 'drawingml/main'),
  ...both('pic', 'drawingml/2006/picture', 'drawingml/picture'),
  ...both('c', 'drawingml/2006/chart', 'drawingml/chart'),
  ...both('dgm', 'drawingml/2006/diagram', 'drawingml/diagram'),
  ...both('m', 'officeDocument/2006/math', 'officeDocument/math'),
  [`${OFFICE}package/2006/relationships`, 'rels'],
  [`${OFFICE}markup-compatibility/2006`, 'mc'],
  ['http://schemas.microsoft.com/office/word/2010/wordml', 'w14'],
  ['urn:schemas-microsoft-com:vml', 'v'],
  ['urn:schemas-microsoft-com:office:office', 'o'],
  ['http://www.w3.org/XML/1998/namespace', 'xml'],
]);

/** The namespaces of what mammoth is handed. */
export const NAMESPACES: Readonly<Record<string, string>> = {
  'xmlns:w': `${OFFICE}wordprocessingml/2006/main`,
  'xmlns:r': `${OFFICE}officeDocument/2006/relationships`,
};

type Open = { name: string; attributes: Record<string, string>; children: WordContent[]; spaces: Spaces };
type Spaces = ReadonlyMap<string, string>;

/** The root element of a part. Entities that a part declares itself are not replaced. */
export function readWordXml(part: Buffer): WordNode | undefined {
  const root: Open = { name: '', attributes: {}, children: [], spaces: new Map([['xml', 'xml']]) };
  const open = [root];
  const last = () => open[open.length - 1] as Open;
  const parser = new Parser(
    {
      onopentag(typed, attributes) {
        const element = opened(typed, attributes, last().spaces);
        last().children.push(element);
        open.push(element);
      },
      onclosetag: () => void (open.length > 1 && open.pop()),
      ontext: (text) => void last().children.push(text),
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(decoded(part));
  return root.children.find((child) => typeof child !== 'string');
}

function opened(typed: string, attributes: Record<string, string>, outer: Spaces): Open {
  const own = Object.entries(attributes).flatMap(([name, value]): [string, string][] =>
    name === 'xmlns' || name.startsWith('xmlns:') ? [[name.slice(6), PREFIXES.get(value.trim()) ?? '']] : [],
  );
  const spaces = own.length === 0 ? outer : new Map([...outer, ...own]);
  const named = Object.entries(attributes).map(([name, value]) => [
    name.includes(':') ? canonical(name, spaces) : name,
    value,
  ]);
  return { name: canonical(typed, spaces), attributes: Object.fromEntries(named), children: [], spaces };
}

function canonical(typed: string, spaces: Spaces): string {
  const [local, prefix = ''] = typed.split(':').reverse() as [string, string?];
  return `${spaces.get(prefix) ?? ''}:${local}`;
}

/** XML is UTF-8 unless it says otherwise at its beginning; the parts of a package are UTF-8 or UTF-16. */
function decoded(part: Buffer): string {
  const wide = part[0] === 0xff && part[1] === 0xfe ? 'utf-16le' : part[0] === 0xfe ? 'utf-16be' : 'utf-8';
  return new TextDecoder(wide).decode(part);
}

export const node = (
  name: string,
  attributes: Record<string, string> = {},
  children: readonly WordContent[] = [],
): WordNode => ({ name, attributes, children });

export const isNode = (one: WordContent): one is WordNode => typeof one !== 'string';

export const childOf = (of: WordNode | undefined, name: string): WordNode | undefined =>
  of?.children.find((one): one is WordNode => isNode(one) && one.name === name);

/** The outermost elements of these names, in their order. */
export function outermost(of: WordNode, names: readonly string[]): WordNode[] {
  return of.children
    .filter(isNode)
    .flatMap((one) => (names.includes(one.name) ? [one] : outermost(one, names)));
}

/** A switch such as `w:b`, which stands for yes unless it says otherwise. */
export const isOn = (one: WordNode | undefined): boolean =>
  one !== undefined && !['0', 'false', 'off', 'none'].includes(one.attributes['w:val'] ?? '');

/** As XML again; what has no usual namespace is left out. */
export function printXml(one: WordContent, more: Readonly<Record<string, string>> = {}): string {
  if (!isNode(one)) return escapeHtml(one);
  if (one.name.startsWith(':')) return '';
  const attributes = Object.entries({ ...more, ...one.attributes })
    .filter(([name]) => !name.startsWith(':') && (name in more || !name.startsWith('xmlns')))
    .map(([name, value]) => ` ${name}="${escapeHtml(value)}"`);
  const inside = one.children.map((child) => printXml(child)).join('');
  return `<${one.name}${attributes.join('')}>${inside}</${one.name}>`;
}
