import type { ArticleLink } from './tables/articles.ts';

/** What an author says of a document that a link leads to; nobody fetches it to find out. `octets`: as exact as they said it. */
export type DocumentFacts = { type: string; octets: number };

const TYPE = /^[a-z0-9]{2,5}$/i;
const SIZE = /^(\d{1,6}(?:[.,]\d{1,2})?)\s*(KB|MB)$/i;
const WITH_FACTS = /^(.*\S)\s*\(([^(),]+),\s*([^()]+)\)$/s;

/** `PDF` and `320 KB`, or undefined where one of them is none: a type is an ending of two to five letters, a size has KB or MB. */
export function documentFacts(type: string, size: string): DocumentFacts | undefined {
  const [, amount, unit] = SIZE.exec(size.trim()) ?? [];
  const octets = Math.round(Number(amount?.replace(',', '.')) * (unit?.toUpperCase() === 'MB' ? 1e6 : 1e3));
  return TYPE.test(type.trim()) && octets > 0 ? { type: type.trim().toUpperCase(), octets } : undefined;
}

/** “Read the report (PDF, 320 KB)” as words and facts; any other words alone. */
export function readLinkWords(words: string): { text: string } & Partial<DocumentFacts> {
  const [, text, type, size] = WITH_FACTS.exec(words) ?? [];
  const facts = type && size ? documentFacts(type, size) : undefined;
  return text && facts ? { text, ...facts } : { text: words };
}

/** “320 KB”, “1.4 MB”, “12 MB”. */
function sizeWords(octets: number): string {
  if (octets < 999_500) return `${Math.max(1, Math.round(octets / 1e3))} KB`;
  const megabytes = octets / 1e6;
  return `${megabytes < 10 ? Number(megabytes.toFixed(1)) : Math.round(megabytes)} MB`;
}

/** The words of a link; of a document with its type and size, “Read the report (PDF, 320 KB)”. */
export const linkWords = ({ text, type, octets }: ArticleLink): string =>
  type === undefined || octets === undefined ? text : `${text} (${type}, ${sizeWords(octets)})`;

/** Links that lead to pages, then those that lead to documents, as they are printed. */
export function linksApart(links: readonly ArticleLink[]): {
  pages: ArticleLink[];
  documents: ArticleLink[];
} {
  const isDocument = ({ type }: ArticleLink) => type !== undefined;
  return { pages: links.filter((link) => !isDocument(link)), documents: links.filter(isDocument) };
}
