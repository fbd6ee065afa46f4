import type { Actor, ArticleId, ArticleNoteTable, Db } from '../core/index.ts';

type NewNote = { article: ArticleId; about: ArticleNoteTable['about']; words: string; by: Actor; at: Date };

export async function insertNote(db: Db, { article, about, words, by, at }: NewNote): Promise<number> {
  const { id } = await db
    .insertInto('article_notes')
    .values({ article_id: article, about, words, actor: JSON.stringify(by), at })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The oldest first. */
export const selectNotes = (db: Db, article: ArticleId) =>
  db
    .selectFrom('article_notes')
    .select(['id', 'about', 'words', 'actor as by', 'at'])
    .where('article_id', '=', article)
    .orderBy('id')
    .execute();
