import { linkAddress } from './address.ts';
import { textIn } from './construct.ts';
import { fields } from './fields.ts';
import { plainLine } from './headline.ts';
import type { XmlElement } from './xml-tree.ts';

/** A film, sound, picture or file that comes with an item. */
export type Medium = { text: string; url: string };

const KINDS: [RegExp, string][] = [
  [/^video|mpegurl|\.(mp4|m4v|mov|webm)$/i, 'Film'],
  [/^audio|\.(mp3|m4a|ogg|oga|wav)$/i, 'Sound'],
  [/^image|\.(jpe?g|png|gif|webp|avif|svg)$/i, 'Picture'],
];

/** What stands in its place for people: what it is, by its type, else by the end of its address. */
export function kindOfMedium(type: string, url: string): string | undefined {
  const path = URL.canParse(url) ? new URL(url).pathname : url;
  return KINDS.find(([pattern]) => pattern.test(type) || pattern.test(path))?.[1];
}

/** Enclosures and `media:content` as links; a player of a kind that no browser has any more is none. */
export function mediaOf(item: XmlElement, base: string): Medium[] {
  const groups = [item, ...fields(item, 'media', 'group')];
  const found = [
    ...fields(item, '', 'enclosure').map((one) => ({ one, address: one.attributes.get('url') })),
    ...fields(item, '', 'link')
      .filter((one) => one.attributes.get('rel') === 'enclosure')
      .map((one) => ({ one, address: one.attributes.get('href') })),
    ...groups
      .flatMap((group) => fields(group, 'media', 'content'))
      .map((one) => ({ one, address: one.attributes.get('url') })),
  ];
  const media = found.flatMap(({ one, address }) => {
    const url = linkAddress(address ?? '', base);
    const { attributes } = one;
    const type = `${attributes.get('type') ?? ''} ${attributes.get('medium') ?? ''}`.trim();
    if (url === undefined || /flash/.test(type)) return [];
    const title = fields(one, 'media', 'title', 'description')[0];
    const words = plainLine((title && textIn(title)) || attributes.get('title') || '').slice(0, 150);
    const kind = kindOfMedium(attributes.get('medium') ?? '', url) ?? kindOfMedium(type, url) ?? 'File';
    return [{ text: words ? `${kind}: ${words}` : `${kind} at ${new URL(url).hostname}`, url }];
  });
  return [...new Map(media.map((one) => [one.url, one])).values()].slice(0, 10);
}
