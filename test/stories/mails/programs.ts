import { type DefaultTreeAdapterMap, html as names, parse, serialize } from 'parse5';
import postcss from 'postcss';

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

const isElement = (node: Node): node is Element => 'attrs' in node;
const childrenOf = (node: Node): readonly Node[] => ('childNodes' in node ? node.childNodes : []);

function* elementsIn(node: Node): Generator<Element> {
  for (const child of [...childrenOf(node)]) {
    if (isElement(child)) yield child;
    yield* elementsIn(child);
  }
}

function remove(element: Element): void {
  const { parentNode } = element;
  if (parentNode) parentNode.childNodes = parentNode.childNodes.filter((child) => child !== element);
}

/**
 * What Gmail leaves of a mail in an account of another provider: no stylesheet, and so no use for classes. The head is not
 * shown (caniemail.com, `<style> element`, gmail.mobile-webmail).
 */
export function withoutStylesheets(html: string): string {
  const document = parse(html);
  for (const element of elementsIn(document)) {
    if (element.tagName === names.TAG_NAMES.STYLE) remove(element);
    element.attrs = element.attrs.filter(({ name }) => name !== 'class' && name !== 'id');
  }
  return serialize(document);
}

/** `mso`, `mso | IE` and the newest version's number hold in Word; `!mso` and old versions do not. */
export const inWordsBranches = (html: string): string =>
  html
    .replace(/<!--\[if !mso[^\]]*\]><!-->[\s\S]*?<!--<!\[endif\]-->/g, '')
    .replace(/<!--\[if (?:lte|lt) mso[^\]]*\]>[\s\S]*?<!\[endif\]-->/g, '')
    .replace(/<!--\[if [^\]]*mso[^\]]*\]>([\s\S]*?)<!\[endif\]-->/g, '$1');

/** Microsoft, "Word HTML and CSS rendering capabilities in Outlook"; caniemail.com, outlook.windows. */
const NOWHERE =
  /^(max-width|min-width|border-radius|opacity|overflow|overflow-wrap|white-space|outline|float|position|box-shadow|display)$/;
const NOT_OUTSIDE_TABLES = /^(width|height|padding(-\w+)?|max-height)$/;

const isUnknownToWord = (tag: string, property: string) =>
  NOWHERE.test(property) || (!/^(table|tr|td|th|img)$/.test(tag) && NOT_OUTSIDE_TABLES.test(property));

function styleInWord(tag: string, style: string): string {
  const root = postcss.parse(style);
  root.walkDecls((declaration) => {
    if (isUnknownToWord(tag, declaration.prop)) declaration.remove();
  });
  return root.toString();
}

/**
 * What Outlook on Windows, which draws with Word, makes of a mail, as near as a browser can show it: its branches of the
 * conditional comments, and without the properties that it does not know.
 */
export function asWord(html: string): string {
  const document = parse(inWordsBranches(html));
  for (const element of elementsIn(document)) {
    const style = element.attrs.find(({ name }) => name === 'style');
    if (style && /mso-hide:\s*all/.test(style.value)) remove(element);
    if (style) style.value = styleInWord(element.tagName, style.value);
    for (const child of element.tagName === names.TAG_NAMES.STYLE ? element.childNodes : []) {
      if ('value' in child) child.value = withoutMedia(child.value);
    }
  }
  return serialize(document);
}

function withoutMedia(css: string): string {
  const root = postcss.parse(css);
  root.walkAtRules((rule) => void rule.remove());
  return root.toString();
}
