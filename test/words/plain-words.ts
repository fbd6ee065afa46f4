import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;

/** Attributes whose value a person reads or hears. */
const SPOKEN = ['alt', 'title', 'aria-label', 'placeholder', 'summary'];
/** What is nobody's language: addresses, commands to type, tags, and names of things. */
const NO_WORDS =
  /https?:\/\/\S+|[\w.+-]+@[\w.-]+|\/[\w./?=&-]+|quarterly edition [\w -]+|--[\w-]+(?: YOUR-ADDRESS)?|\b(?:CSV|JSON Feed|JSON|RSS|Atom|eu-west-2|OPML|RFC|UK|GDPR|WCAG|AA)\b/g;
const DATE =
  /\b(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?: \d{1,2},)?(?: \d{4})?(?: at)?(?: \d{1,2}:\d\d(?: [AP]M)?)?/g;

/**
 * The words of a text in `en-XA` that have no accent: sentences which stand in no catalogue. What a page or mail is about is
 * in Greek letters in these tests, so it is not meant.
 */
export const plainWords = (text: string): string[] =>
  text
    .replace(NO_WORDS, ' ')
    .replace(DATE, ' ')
    .match(/(?<![\p{L}\p{M}])[A-Za-z]{2,}(?![\p{L}\p{M}])/gu) ?? [];

/** Every text of a document that a person reads or hears, with a page's title and description. */
export function spokenTexts(html: string): string[] {
  return parse(html)
    .childNodes.flatMap(textsOf)
    .filter((text) => text.trim() !== '');
}

function textsOf(node: Node): string[] {
  if (node.nodeName === '#text' && 'value' in node) return [node.value];
  if (!('tagName' in node) || ['style', 'script', 'code'].includes(node.tagName)) return [];
  const value = (name: string) => node.attrs.find((attribute) => attribute.name === name)?.value ?? '';
  const meta = node.tagName === 'meta' && value('name') === 'description' ? [value('content')] : [];
  return [...SPOKEN.map(value), ...meta, ...node.childNodes.flatMap(textsOf)];
}
