import type { ArticleId, ArticleStatus, Db } from '../core/index.ts';
import { type ArticleFilter, countFound, type Order, selectAlike, selectFound } from './find.store.ts';

export type FoundArticle = Awaited<ReturnType<typeof selectFound>>[number];
export type ArticleQuery = ArticleFilter & { order: Order; page: number };
export type FoundArticles = {
  articles: FoundArticle[];
  /** In each status, of all that else is asked for. */
  counts: Map<ArticleStatus, number>;
  total: number;
  pages: number;
};

const A_PAGE = 50;

/** A page of the articles that are looked for. */
export async function findArticles(db: Db, { order, page, ...wanted }: ArticleQuery): Promise<FoundArticles> {
  const counts = await countFound(db, wanted);
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const total = wanted.status === undefined ? all : (counts.get(wanted.status) ?? 0);
  const articles = await selectFound(db, wanted, { order, limit: A_PAGE, offset: (page - 1) * A_PAGE });
  return { articles, counts, total, pages: Math.max(1, Math.ceil(total / A_PAGE)) };
}

/** Of the 32 marks of a text: half of them are shared by texts that have about a third of their phrases in common. */
const NEAR = 16;

export type AlikeArticle = Awaited<ReturnType<typeof selectAlike>>[number];

/** Articles that may be the same as this one: by headline, by what they were taken from, by their words. */
export const alikeArticles = (db: Db, article: ArticleId): Promise<AlikeArticle[]> =>
  selectAlike(db, article, NEAR);
