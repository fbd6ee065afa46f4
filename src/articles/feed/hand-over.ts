import Parser from 'rss-parser';
import type { RawItem } from './raw-item.ts';
import { escapeHtml } from './references.ts';

/** What the parser gives back of an item; every field is a text. */
type Handed = Record<string, unknown>;

const TEXTS = ['title', 'link', 'guid', 'story', 'summary'] as const;
type Texts = Record<(typeof TEXTS)[number], string>;

/** Texts under names of our own: of those that rss-parser knows it makes snippets, in time that grows with the square. */
const parser = new Parser<object, Handed>({
  customFields: {
    item: [
      ['quarterly:story', 'story'],
      ['quarterly:summary', 'summary'],
    ],
  },
});

/**
 * Hands one item to rss-parser as RSS in which each field is a single escaped text, so that nothing is left for it to
 * put in another order, and takes back what it made of it.
 * @returns `undefined` when a text came back changed: then the item must be refused.
 */
export async function throughParser(item: RawItem): Promise<RawItem | undefined> {
  const texts: Texts = {
    title: item.title,
    link: item.link ?? '',
    guid: item.id,
    story: item.story,
    summary: item.summary,
  };
  const { items } = await parser.parseString(documentOf(texts)).catch(() => ({ items: [] }));
  const [handed = {}] = items as Handed[];
  const back = Object.fromEntries(TEXTS.map((name) => [name, textOf(handed[name])])) as Texts;
  if (TEXTS.some((name) => back[name].trim() !== texts[name].trim())) return undefined;
  const { title, guid: id, story, summary } = back;
  return { ...item, title, id, story, summary };
}

const textOf = (field: unknown) => (typeof field === 'string' ? field : '');

const documentOf = ({ title, link, guid, story, summary }: Texts) =>
  `<rss version="2.0" xmlns:quarterly="urn:quarterly"><channel><item>${[
    ['title', title],
    ['link', link],
    ['guid', guid],
    ['quarterly:story', story],
    ['quarterly:summary', summary],
  ]
    .map(([name, text]) => `<${name}>${escapeHtml(text ?? '')}</${name}>`)
    .join('')}</item></channel></rss>`;
