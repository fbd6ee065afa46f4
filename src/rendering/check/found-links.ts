import type { Snapshot, SnapshotArticle } from '../../editions/index.ts';
import { markdownTree, type TreeReading } from '../markdown/tree.ts';
import { elements, textOf } from '../markdown/walk.ts';

/** Where a link stands: in what, and in which of its fields. */
export type LinkPlace = {
  /** An article's slug, or `edition`. */
  where: string;
  field: 'welcome' | 'story' | 'links' | 'contact';
  /** The words that lead there; empty where none do. */
  text: string;
};

export type FoundLink = { url: string; places: LinkPlace[] };

/**
 * Every address that a reader of an edition can follow, once, in reading order: of pages without what stands behind `#`, which no
 * server is sent (RFC 9110 §7.1), and of mailboxes as `mailto:`.
 */
export function linksOf(snapshot: Snapshot): FoundLink[] {
  const found = new Map<string, LinkPlace[]>();
  for (const { url, place } of allOf(snapshot)) {
    const address = plainUrl(url);
    if (address === undefined) continue;
    const places = found.get(address);
    if (places) places.push(place);
    else found.set(address, [place]);
  }
  return [...found].map(([url, places]) => ({ url, places }));
}

type Standing = { url: string; place: LinkPlace };

function* allOf({ welcome, sections, translations = {}, grammar }: Snapshot): Generator<Standing> {
  for (const words of [welcome, ...Object.values(translations).map((page) => page.welcome ?? '')])
    yield* inWords(words, { where: 'edition', field: 'welcome' }, { grammar });
  for (const { translations: words = {}, ...article } of sections.flatMap(({ articles }) => articles)) {
    const where = String(article.slug);
    for (const said of [article, ...Object.values(words)]) yield* inArticle(said, where, { grammar });
  }
}

type Said = Pick<SnapshotArticle, 'body' | 'contact'> & Partial<Pick<SnapshotArticle, 'links'>>;

/** Of an article or its translation, which may say links and a contact of its own. */
function* inArticle(
  { body, links = [], contact }: Said,
  where: string,
  reading: TreeReading,
): Generator<Standing> {
  yield* inWords(body, { where, field: 'story' }, reading);
  for (const { url, text } of links) yield { url, place: { where, field: 'links', text } };
  const place = { where, field: 'contact', text: contact?.name ?? '' } as const;
  if (contact?.url) yield { url: contact.url, place };
  if (contact?.email) yield { url: `mailto:${contact.email}`, place };
}

function* inWords(
  markdown: string,
  place: Pick<LinkPlace, 'where' | 'field'>,
  reading: TreeReading,
): Generator<Standing> {
  for (const { tagName, properties, children } of elements(
    markdownTree(markdown, { ...reading, topHeading: 3 }),
  )) {
    if (tagName === 'a' && properties.href !== undefined)
      yield { url: String(properties.href), place: { ...place, text: textOf(children).trim() } };
  }
}

function plainUrl(text: string): string | undefined {
  if (!/^(https?|mailto):/i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  url.hash = '';
  return url.href;
}

/** The host that a page's address leads to, or the domain of a mailbox; in lower case, international names as DNS has them. */
export function hostOf(address: string): string {
  const url = new URL(address);
  if (url.protocol !== 'mailto:') return url.hostname;
  const domain = url.pathname.slice(url.pathname.lastIndexOf('@') + 1);
  return URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : '';
}
