import type { PartnerItem } from './feed-item.ts';

/** What is known of an article that came from this feed before. */
export type KnownItem = { id: number; key: string; link: string | null; headline: string; body: string };

/** An item as it shall be taken; `formerly` is the key under which its article is known. */
export type Placed = { item: PartnerItem; formerly?: string };

/**
 * Partners' programs change an item's id and keep its link. What says the same as an article whose id has gone from the
 * file is that article; what says something else is offered, and says which article has its link.
 */
export function placed(items: readonly PartnerItem[], known: readonly KnownItem[]): Placed[] {
  const inFile = new Set(items.map(({ key }) => key));
  const gone = known.filter(({ key }) => !inFile.has(key));
  return items.map((item) => {
    const link = item.links[0]?.url;
    const own = known.find(({ key }) => key === item.key);
    const others = gone.filter((one) => link !== undefined && one.link === link && (!own || one.id < own.id));
    const twin = own
      ? undefined
      : others.find(({ headline, body }) => headline === item.headline && body === item.body);
    if (twin) return { item, formerly: twin.key };
    const before = others[0];
    if (!before) return { item };
    const note = `Article ${before.id}, “${before.headline}”, has the same link: the partner may have given it another id.`;
    return { item: { ...item, notes: [...item.notes, note] } };
  });
}
