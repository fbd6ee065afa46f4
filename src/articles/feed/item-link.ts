import { absoluteAddress } from '../absolute-address.ts';
import { baseOf } from './address.ts';
import { textIn } from './construct.ts';
import { type FeedPlace, fields } from './fields.ts';
import type { XmlElement } from './xml-tree.ts';

/** Kinds of link that lead to no page for readers (RFC 4287 §4.2.7.2, RFC 5005, RFC 5023, RFC 4685). */
const NO_PAGE =
  /^(self|edit|edit-media|enclosure|replies|next|prev|previous|first|last|current|hub|license|service\.\w+|https?:.*)$/;

type Candidate = { address: string; bases: readonly string[]; rank: number };

/** Where the item (or the feed) is to be read: http or https, absolute; `undefined` when it says nowhere. */
export function linkOf(item: XmlElement, place: FeedPlace): string | undefined {
  const candidates = [...fields(item, '', 'link').map(linked), ...permalinks(item)].sort(
    (one, other) => one.rank - other.rank,
  );
  for (const { address, bases } of candidates) {
    const base = baseOf(bases, { homes: [place.link], fetched: place.fetched });
    const url = absoluteAddress(unescaped(address), base);
    if (url !== undefined) return url;
  }
  return undefined;
}

function linked(link: XmlElement): Candidate {
  const href = link.attributes.get('href') ?? '';
  const rel = (link.attributes.get('rel') ?? 'alternate').trim().toLowerCase();
  const type = (link.attributes.get('type') ?? 'text/html').toLowerCase();
  const html = type.includes('html');
  const rank = rel === 'alternate' ? (html ? 0 : 1) : NO_PAGE.test(rel) ? (rel === 'self' ? 5 : 9) : 3;
  return { address: href || textIn(link), bases: link.bases, rank };
}

/** RSS 2.0: a guid that is not said to be none is the item's address. RSS 1.0 has it in `rdf:about`, Atom in `content`'s `src`. */
function permalinks(item: XmlElement): Candidate[] {
  const guids = fields(item, '', 'guid').filter(
    (guid) => guid.attributes.get('ispermalink')?.trim().toLowerCase() !== 'false',
  );
  const said = [
    ...guids.map((guid) => ({ address: textIn(guid), bases: guid.bases })),
    ...fields(item, '', 'content').map(({ attributes, bases }) => ({
      address: attributes.get('src') ?? '',
      bases,
    })),
    { address: item.attributes.get('rdf:about') ?? '', bases: item.bases },
  ];
  return said
    .filter(
      ({ address, bases }) => /^https?:\/\//i.test(address.trim()) || (bases.length > 0 && address !== ''),
    )
    .map((one) => ({ ...one, rank: 4 }));
}

/** An address holds no `&amp;`: one that is left was escaped twice. White space in it comes from folded lines. */
const unescaped = (address: string) =>
  address
    .trim()
    .replace(/[\n\r\t]+\s*/g, '')
    .replaceAll('&amp;', '&');
