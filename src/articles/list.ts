import {
  type ArticleId,
  type ArticleState,
  type ContentHash,
  type Db,
  type EditionNumber,
  fault,
  picturesOf,
  type VersionContent,
} from '../core/index.ts';
import { selectImageFacts } from './images/images.store.ts';
import {
  type ArticleRow,
  contentOf,
  selectArticles,
  selectArticleWithSection,
  selectEditionArticles,
} from './store.ts';

export type ListedArticle = ArticleRow & { section_slug: string };
export type ImageFacts = Awaited<ReturnType<typeof selectImageFacts>>[number];

/** All articles, newest first, or those in one state. */
export const listArticles = (db: Db, filter: { state?: ArticleState } = {}): Promise<ListedArticle[]> =>
  selectArticles(db, filter.state);

/** What is served of these images now. */
export async function imageFacts(
  db: Db,
  hashes: readonly ContentHash[],
): Promise<Map<ContentHash, ImageFacts>> {
  const facts = await selectImageFacts(db, [...new Set(hashes)]);
  return new Map(facts.map((image) => [image.hash, image]));
}

/** One article with its section. @throws Fault `not-found` */
export async function showArticle(db: Db, id: ArticleId): Promise<ListedArticle> {
  const article = await selectArticleWithSection(db, id);
  if (article) return article;
  throw fault('not-found', `There is no article ${id}: \`quarterly articles list\` shows them all.`);
}

/** The articles that stand in an edition, in reading order, with the facts of their images. */
export async function editionArticles(db: Db, edition: EditionNumber) {
  const articles = await selectEditionArticles(db, edition);
  const hashes = articles.flatMap(picturesOf).map(({ hash }) => hash);
  return { articles, images: await imageFacts(db, hashes) };
}

/** What an article says now, without its place in the section. */
export function contentNow(article: ArticleRow): VersionContent {
  const { position: _, ...content } = contentOf(article);
  return content;
}
