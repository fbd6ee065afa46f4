import { record } from '../acts/index.ts';
import { type Actor, type ArticleId, type ArticleNoteTable, type Db, fault } from '../core/index.ts';
import type { JudgeDeps } from './judge.ts';
import { insertNote, selectNotes } from './notes.store.ts';
import { lockArticle } from './store.ts';

export const NOTE_MAX = 4_000;

/** Words about an article: `note` is between people of the desk, the others came with a decision, for its contributor. */
export type ArticleNote = Awaited<ReturnType<typeof selectNotes>>[number];

export const listNotes = (db: Db, article: ArticleId): Promise<ArticleNote[]> => selectNotes(db, article);

/** @throws Fault `invalid` when they say nothing, or more than 4,000 characters. */
export function wordsOf(words: string, why: string): string {
  const said = words.replace(/\r\n?/g, '\n').trim();
  if (said === '') throw fault('invalid', why);
  if ([...said].length > NOTE_MAX)
    throw fault('invalid', `The words have ${[...said].length} characters: at most ${NOTE_MAX}.`);
  return said;
}

/** Says something about an article to the others of the desk. */
export async function addNote(
  { db, clock }: JudgeDeps,
  article: ArticleId,
  { words, by }: { words: string; by: Actor },
): Promise<void> {
  const said = wordsOf(words, 'Write the note: it says nothing yet.');
  await db.transaction().execute(async (tx) => {
    if (!(await lockArticle(tx, article))) throw fault('not-found', `There is no article ${article}.`);
    const at = clock.now();
    const about: ArticleNoteTable['about'] = 'note';
    const note = await insertNote(tx, { article, about, words: said, by, at });
    await record(tx, { act: 'article.noted', by, subject: article, params: { note } }, at);
  });
}
