import { type MarkupAttributes, type MarkupTag, readMarkup } from './markup.ts';
import { decodeXmlOnce } from './references.ts';

export type XmlText = { text: string; literal: boolean };
export type XmlElement = {
  /** Local name in small letters, without its prefix. */
  name: string;
  /** A short word for the namespaces that feeds use, '' for RSS's own, else the namespace. */
  space: string;
  attributes: MarkupAttributes;
  /** The start tag as it was typed. */
  written: string;
  /** Values of `xml:base` from the outside in. */
  bases: readonly string[];
  children: (XmlElement | XmlText)[];
  /** Whether its own end tag came. */
  closed: boolean;
};

const SPACES: Record<string, string> = {
  'http://www.w3.org/2005/atom': 'atom',
  'http://purl.org/atom/ns#': 'atom',
  'http://purl.org/rss/1.0/': '',
  'http://my.netscape.com/rdf/simple/0.9/': '',
  'http://backend.userland.com/rss2': '',
  'http://purl.org/rss/1.0/modules/content/': 'content',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/dc/terms/': 'dc',
  'http://search.yahoo.com/mrss/': 'media',
  'http://search.yahoo.com/mrss': 'media',
  'http://www.itunes.com/dtds/podcast-1.0.dtd': 'itunes',
  'http://www.w3.org/1999/xhtml': 'xhtml',
};
/** Prefixes that feeds use without saying what they stand for. */
const USUAL = ['atom', 'content', 'dc', 'media', 'itunes', 'xhtml'];

/** Deeper elements stand beside their parent instead of in it: the order stays, and no walk overflows the stack. */
const MAX_DEPTH = 200;

type Open = XmlElement & { prefixes: ReadonlyMap<string, string> };

/** The root element of an XML text in document order; mistakes of feeds (a bare `&`, a tag left open) cost no words. */
export function readXmlTree(source: string): XmlElement | undefined {
  const top = blank();
  const open: { element: Open; typed: string }[] = [];
  const depths = new Map<string, number>();
  const deeper = (name: string, by: number) => depths.set(name, (depths.get(name) ?? 0) + by);
  const parent = () => open[Math.min(open.length, MAX_DEPTH) - 1]?.element ?? top;

  const events = {
    open(tag: MarkupTag) {
      const element = elementOf(tag, open.at(-1)?.element ?? top, source);
      parent().children.push(element);
      element.closed = tag.selfClosing;
      if (tag.selfClosing) return;
      open.push({ element, typed: tag.name });
      deeper(tag.name, 1);
    },
    close(typed: string) {
      if (!depths.get(typed)) return;
      for (let last = open.pop(); last; last = open.pop()) {
        deeper(last.typed, -1);
        if (last.typed !== typed) continue;
        last.element.closed = true;
        return;
      }
    },
    text(text: string, literal: boolean) {
      if (open.length > 0) parent().children.push({ text: literal ? text : decodeXmlOnce(text), literal });
    },
  };
  readMarkup(source, { xml: true, events });
  return top.children.find((child) => isElement(child));
}

export const isElement = (node: XmlElement | XmlText): node is XmlElement => 'name' in node;

const blank = (): Open => ({
  ...{ name: '', space: '', attributes: new Map(), written: '', bases: [], children: [], closed: true },
  prefixes: new Map(),
});

function elementOf({ name: typed, attributes, start, end }: MarkupTag, parent: Open, source: string): Open {
  const decoded = new Map([...attributes].map(([name, value]) => [name, decodeXmlOnce(value)]));
  const prefixes = declared(decoded, parent.prefixes);
  const [local, prefix = ''] = typed.toLowerCase().split(':').reverse() as [string, string?];
  const base = decoded.get('xml:base')?.trim();
  return {
    name: local,
    space: prefixes.get(prefix) ?? (USUAL.includes(prefix) ? prefix : ''),
    attributes: decoded,
    written: source.slice(start, end),
    bases: base ? [...parent.bases, base] : parent.bases,
    children: [],
    closed: false,
    prefixes,
  };
}

function declared(
  attributes: MarkupAttributes,
  outer: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const own = [...attributes].flatMap(([name, value]) => {
    const [, prefix] = /^xmlns(?::(.+))?$/.exec(name) ?? [];
    if (!name.startsWith('xmlns')) return [];
    const space = value.trim();
    return [[prefix ?? '', SPACES[space.toLowerCase()] ?? space] as const];
  });
  return own.length === 0 ? outer : new Map([...outer, ...own]);
}
