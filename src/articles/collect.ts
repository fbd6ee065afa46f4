import type { ArticleId, Db, EditionNumber, SectionId } from '../core/index.ts';
import { assignSlugs } from './slugs.ts';
import { lockEditionArticles, lockWaitingArticles, publishArticles, updateArticle } from './store.ts';

type Target = { edition: EditionNumber; sections: readonly SectionId[]; at: Date };

/** Lets go of articles whose section the edition no longer has: they wait for an edition that does. */
export async function releaseArticles(db: Db, { edition, sections, at }: Target): Promise<ArticleId[]> {
  const released = (await lockEditionArticles(db, edition)).filter(
    (row) => !sections.includes(row.section_id),
  );
  for (const row of released) await updateArticle(db, row.id, { edition_number: null, updated_at: at });
  return released.map((row) => row.id);
}

/** Puts accepted articles without an edition into this one when it has their section. */
export async function collectArticles(db: Db, { edition, sections, at }: Target): Promise<ArticleId[]> {
  const taken = (await lockEditionArticles(db, edition)).map((row) => row.slug);
  const waiting = await lockWaitingArticles(db, sections);
  const slugs = assignSlugs(waiting, taken);
  for (const [index, row] of waiting.entries()) {
    await updateArticle(db, row.id, {
      edition_number: edition,
      slug: slugs[index] ?? row.slug,
      updated_at: at,
    });
  }
  return waiting.map((row) => row.id);
}

/** The articles of a published edition are published with it. */
export const publishEditionArticles = (db: Db, edition: EditionNumber, at: Date): Promise<void> =>
  publishArticles(db, edition, at);
