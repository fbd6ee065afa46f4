import { sha256 } from '../../core/index.ts';
import type { PartnerItem } from './feed-item.ts';

export type Distinct = {
  items: PartnerItem[];
  /** Headlines of items that stand twice in the file under one id; the newer is kept. */
  doubled: string[];
};

const linkOf = ({ links }: PartnerItem) => links[0]?.url ?? '';

/**
 * Items that can be told apart: two under one key are the same story in two versions, of which the first (the newer) is
 * kept, unless their link or headline differs. Then the partner gives one id to several, and each is known by all three.
 */
export function distinct(items: readonly PartnerItem[]): Distinct {
  const groups = new Map<string, PartnerItem[]>();
  for (const item of items) groups.set(item.key, [...(groups.get(item.key) ?? []), item]);
  const seen = new Set<string>();
  const doubled: string[] = [];
  const kept = items.flatMap((item) => {
    const group = groups.get(item.key) ?? [];
    const name = `${item.key}\n${linkOf(item)}\n${item.headline}`;
    if (seen.has(name)) {
      doubled.push(item.headline);
      return [];
    }
    seen.add(name);
    const alone = group.every((other) => linkOf(other) === linkOf(item) && other.headline === item.headline);
    return [alone ? item : { ...item, key: `sha256:${sha256(name)}` }];
  });
  return { items: kept, doubled };
}
