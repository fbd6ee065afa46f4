import { sql } from 'kysely';
import type { Actor, ArticleId, ArticleVersionTable, Db } from '../core/index.ts';

/** Of whoever writes next in this transaction, for the trigger that keeps versions. */
export type Writer = {
  by: Actor;
  how: ArticleVersionTable['how'];
  /** What they say of it. */
  words?: string | undefined;
  /** The version that they bring back. */
  restored?: number;
};

/** Names the writer of every article that this transaction changes from here on. */
export async function nameWriter(tx: Db, writer: Writer): Promise<void> {
  await sql`SELECT set_config('quarterly.version', ${JSON.stringify(writer)}, true)`.execute(tx);
}

/** The newest first, without what they say. */
export const selectVersions = (db: Db, article: ArticleId) =>
  db
    .selectFrom('article_versions')
    .select(['number', 'actor as by', 'at', 'how', 'words', 'restored'])
    .where('article_id', '=', article)
    .orderBy('number', 'desc')
    .execute();

export const selectVersion = (db: Db, article: ArticleId, number: number) =>
  db
    .selectFrom('article_versions')
    .selectAll()
    .where('article_id', '=', article)
    .where('number', '=', number)
    .executeTakeFirst();

export const selectNewestVersion = (db: Db, article: ArticleId) =>
  db
    .selectFrom('article_versions')
    .selectAll()
    .where('article_id', '=', article)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();

/** The newest version of an article that came through `how`. */
export const selectNewestThrough = (db: Db, article: ArticleId, how: ArticleVersionTable['how']) =>
  db
    .selectFrom('article_versions')
    .selectAll()
    .where('article_id', '=', article)
    .where('how', '=', how)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Whose versions came after one; null = nobody is on record. */
export async function selectWritersSince(db: Db, article: ArticleId, number: number) {
  const rows = await db
    .selectFrom('article_versions')
    .select('actor')
    .where('article_id', '=', article)
    .where('number', '>', number)
    .execute();
  return rows.map(({ actor }) => actor);
}
