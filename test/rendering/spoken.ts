import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document;

/** The language, as a browser knows it, of each place of a document that says just these words. */
export function languageAt(html: string, words: string): string[] {
  const found: string[] = [];
  const walk = (node: Node, language: string) => {
    if ('value' in node && node.value.trim() === words) found.push(language);
    if (!('childNodes' in node) || node.nodeName === 'title' || node.nodeName === 'style') return;
    const own = 'attrs' in node ? node.attrs.find(({ name }) => name === 'lang')?.value : undefined;
    for (const child of node.childNodes) walk(child, own ?? language);
  };
  walk(parse(html), '');
  return found;
}
