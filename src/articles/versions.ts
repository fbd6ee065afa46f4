import { type ArticleId, type Db, fault } from '../core/index.ts';
import { selectVersion, selectVersions } from './versions.store.ts';

/** What an article said once, who wrote it, when, and through what. */
export type ArticleVersion = NonNullable<Awaited<ReturnType<typeof selectVersion>>>;
export type ListedVersion = Awaited<ReturnType<typeof selectVersions>>[number];

export const listVersions = (db: Db, article: ArticleId): Promise<ListedVersion[]> =>
  selectVersions(db, article);

/** @throws Fault `not-found` */
export async function loadVersion(db: Db, article: ArticleId, number: number): Promise<ArticleVersion> {
  const found = await selectVersion(db, article, number);
  if (found) return found;
  throw fault('not-found', `Article ${article} has no version ${number}.`);
}
