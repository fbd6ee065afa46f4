import { slugify } from '../core/index.ts';

type Named = { headline: string; current?: { headline: string; slug: string } };

/**
 * One address for each article of an edition. An article keeps its slug while its headline stays; where two have
 * the same headline the later one in the list gets `-2`, so the same list always yields the same addresses.
 * @param taken slugs of the edition's other articles
 */
export function assignSlugs(articles: readonly Named[], taken: Iterable<string> = []): string[] {
  const used = new Set(taken);
  const kept = articles.map(({ headline, current }) => {
    if (current?.headline !== headline || used.has(current.slug)) return undefined;
    used.add(current.slug);
    return current.slug;
  });
  return articles.map(({ headline }, at) => kept[at] ?? firstFree(slugify(headline, 'article'), used));
}

function firstFree(base: string, used: Set<string>): string {
  let slug = base;
  for (let count = 2; used.has(slug); count += 1) {
    slug = `${base.slice(0, 74).replace(/-+$/, '')}-${count}`;
  }
  used.add(slug);
  return slug;
}
