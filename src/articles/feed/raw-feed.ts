import { because, isFault, reason, sentenceOf } from '../../core/index.ts';
import { titleOf } from './atom-type.ts';
import { type FeedPlace, fields } from './fields.ts';
import { linkOf } from './item-link.ts';
import { newestFirst } from './newest.ts';
import { languagesOf, type RawItem, readRawItem } from './raw-item.ts';
import { isElement, readXmlTree, type XmlElement } from './xml-tree.ts';

/** An item that is not read, named by its title or its place in the file, and why. */
export type Refused = { name: string; why: string };
export type RawFeed = { title: string; items: RawItem[]; refused: Refused[] };

/** Of one feed at one poll: a partner's whole archive is not meant for the next edition. */
const MAX_ITEMS = 100;
const ITEMS = ['item', 'entry'];

/**
 * The newest items of a feed in any RSS or Atom, whatever prefixes, versions and mistakes it has.
 * @throws Fault `invalid` when the text is no feed.
 */
export function readRawFeed(text: string, fetched: string): RawFeed {
  if (/^\s*(<!doctype html|<html)/i.test(text.slice(0, 1_000))) throw webPage();
  const { channel, items } = partsOf(readXmlTree(text));
  const place: FeedPlace = { fetched };
  const link = linkOf(channel, place);
  if (link !== undefined) place.link = link;
  const languages = languagesOf(channel);
  const read = items.map((item, at) => readOne(item, { place, at, languages }));
  const refused = read.flatMap((one) => ('why' in one ? [one] : []));
  const raw = newestFirst(read.flatMap((one) => ('why' in one ? [] : [one]))).slice(0, MAX_ITEMS);
  const title = fields(channel, '', 'title')[0] ?? fields(channel, 'dc', 'title')[0];
  return { title: title ? titleOf(title) : '', items: raw, refused };
}

const webPage = () => because('invalid', reason('feed-web-page'));

function partsOf(root: XmlElement | undefined): { channel: XmlElement; items: XmlElement[] } {
  if (root?.name === 'html') throw webPage();
  const inside = (parent: XmlElement) => parent.children.filter(isElement);
  const channels = root ? inside(root).filter(({ name }) => name === 'channel') : [];
  const feed = root && ['rss', 'rdf', 'feed'].includes(root.name) ? root : undefined;
  const items = [feed, ...channels].flatMap((parent) =>
    parent ? inside(parent).filter(({ name }) => ITEMS.includes(name)) : [],
  );
  const channel = feed?.name === 'feed' ? feed : (channels[0] ?? feed);
  if (!feed || !channel || (items.length === 0 && channels.length === 0 && feed.name !== 'feed'))
    throw because('invalid', reason('feed-not-readable', { why: whatItIs(root) }));
  if (!feed.closed && items.every(({ closed }) => !closed))
    throw because(
      'invalid',
      reason('feed-not-readable', { why: 'it breaks off before its first item ends' }),
    );
  return { channel, items };
}

function whatItIs(root: XmlElement | undefined): string {
  if (!root) return 'it holds no XML';
  if (['rss', 'rdf', 'feed'].includes(root.name)) return 'it has neither a channel nor an item';
  return `it begins with <${root.name.slice(0, 40)}>, not with <rss>, <rdf> or <feed>`;
}

/** `languages`: what the channel says, for items that say nothing. */
type Where = { place: FeedPlace; at: number; languages: readonly string[] };

function readOne(item: XmlElement, { place, at, languages }: Where): RawItem | Refused {
  try {
    const raw = readRawItem(item, place);
    const name = nameOf(raw.title, at);
    if (!item.closed) return { name, why: 'the feed breaks off or is broken inside it' };
    if (raw.title === '' && raw.link === undefined && !/[^\s<>]/.test(raw.story) && raw.media.length === 0)
      return { name, why: 'it says nothing: it has no title, no text and no link' };
    return { ...raw, languages: [...raw.languages, ...languages] };
  } catch (error) {
    return {
      name: nameOf('', at),
      why: isFault(error) ? sentenceOf(error) : 'its fields are of no kind that is known',
    };
  }
}

/** How a sentence names an item: by its headline, else by its place in the file. */
export const nameOf = (title: string, at: number): string =>
  title === '' ? `item ${at + 1}` : `“${title.length > 80 ? `${title.slice(0, 79)}…` : title}”`;
