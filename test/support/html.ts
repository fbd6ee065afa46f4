import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;
export type HtmlElement = { name: string; attributes: Record<string, string>; text: string };

/**
 * Every element of a document as a browser's parser reads it, in order, and the names of the errors of HTML §13.2.2 that
 * it met.
 */
export function readHtml(html: string): { elements: HtmlElement[]; errors: string[] } {
  const errors = new Set<string>();
  const document = parse(html, { onParseError: ({ code }) => errors.add(code) });
  return { elements: document.childNodes.flatMap(elementsOf), errors: [...errors] };
}

function elementsOf(node: Node): HtmlElement[] {
  if (!('tagName' in node)) return [];
  const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
  return [{ name: node.tagName, attributes, text: textOf(node) }, ...node.childNodes.flatMap(elementsOf)];
}

const textOf = (node: Node): string =>
  'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
