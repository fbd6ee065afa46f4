import type { ArticleId, Db, EditionNumber, SectionId } from '../core/index.ts';
import { selectEditionArticles, updateArticle } from './store.ts';

/** What an edition holds, in reading order. */
export async function articlesInOrder(
  db: Db,
  edition: EditionNumber,
): Promise<{ id: ArticleId; section: SectionId; slug: string; headline: string }[]> {
  const rows = await selectEditionArticles(db, edition);
  return rows.map(({ id, section_id, slug, headline }) => ({ id, section: section_id, slug, headline }));
}

/** Gives each article its place, from one on. */
export async function storeOrder(tx: Db, ids: readonly ArticleId[]): Promise<void> {
  for (const [index, id] of ids.entries()) await updateArticle(tx, id, { position: index + 1 });
}
