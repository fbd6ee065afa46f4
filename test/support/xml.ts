import { SaxesParser } from 'saxes';

export type XmlElement = { path: string; text: string; attributes: Record<string, string> };

/**
 * Every element of a document with the path of names that leads to it, by a parser that takes nothing but XML 1.0 with
 * namespaces; throws at the first character or tag that breaks it.
 */
export function readXml(document: string): XmlElement[] {
  const parser = new SaxesParser({ xmlns: true });
  const open: XmlElement[] = [];
  const all: XmlElement[] = [];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const path = `${open.at(-1)?.path ?? ''}/${name}`;
    const plain = Object.fromEntries(Object.entries(attributes).map(([key, { value }]) => [key, value]));
    const element = { path, text: '', attributes: plain };
    all.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(document).close();
  return all;
}

/** The texts of all elements at a path such as `/rss/channel/item/title`. */
export const xmlTexts = (elements: readonly XmlElement[], path: string): string[] =>
  elements.filter((element) => element.path === path).map(({ text }) => text);
