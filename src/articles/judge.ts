import { record } from '../acts/index.ts';
import {
  type ActName,
  type Actor,
  type ArticleId,
  type ArticleNoteTable,
  type Clock,
  type Database,
  type Db,
  fault,
} from '../core/index.ts';
import { type ArticleVerb, moveArticle, requireOpenEdition } from './article.ts';
import { insertNote } from './notes.store.ts';
import { type ArticleRow, holdEdition, lockArticle, selectArticle, updateArticle } from './store.ts';

export type JudgeDeps = { db: Database; clock: Clock };
type Verdict = { verb: keyof typeof ACT; by: Actor; words?: string };

const ACT = {
  submit: 'article.submitted',
  accept: 'article.accepted',
  ask: 'article.changes-asked',
  hold: 'article.held',
  decline: 'article.declined',
  withdraw: 'article.withdrawn',
} as const satisfies Partial<Record<ArticleVerb, ActName>>;

const ABOUT: Partial<Record<ArticleVerb, ArticleNoteTable['about']>> = {
  ask: 'changes-asked',
  hold: 'held',
  decline: 'declined',
};

/**
 * Moves one article under locks and returns it as it was. What leaves `accepted` also leaves its edition. Words are kept with what
 * was done.
 */
export function judge(
  { db, clock }: JudgeDeps,
  id: ArticleId,
  { verb, by, words }: Verdict,
): Promise<ArticleRow> {
  return db.transaction().execute(async (trx) => {
    const article = await lockWithEdition(trx, id);
    const state = moveArticle(article, verb);
    if (state === article.state && (verb === 'hold') === (article.held_at !== null)) return article;
    const at = clock.now();
    const leaves = article.state === 'accepted' && state !== 'accepted';
    await updateArticle(trx, id, {
      state,
      updated_at: at,
      held_at: verb === 'hold' ? at : null,
      decline_reason: verb === 'decline' ? (words ?? null) : null,
      ...(leaves ? { edition_number: null } : {}),
    });
    const about = ABOUT[verb];
    if (about && words) await insertNote(trx, { article: id, about, words, by, at });
    const left = leaves && article.edition_number !== null ? { left: article.edition_number } : {};
    const params = { from: article.held_at === null ? article.state : 'held', ...left };
    await record(trx, { act: ACT[verb], by, subject: id, params }, at);
    return article;
  });
}

/**
 * The edition is locked before the article, as assembling does, so that the two never wait for each other.
 * @throws Fault `not-found`; `conflict` when its edition can no longer change
 */
export async function lockWithEdition(db: Db, id: ArticleId): Promise<ArticleRow> {
  const seen = await selectArticle(db, id);
  const edition = seen?.edition_number ? await holdEdition(db, seen.edition_number) : undefined;
  const article = await lockArticle(db, id);
  if (!article)
    throw fault('not-found', `There is no article ${id}: \`quarterly articles list\` shows them all.`);
  if (article.edition_number !== (edition?.number ?? null)) {
    throw fault(
      'conflict',
      `Article ${id} has just been put into another edition: look at it and try again.`,
    );
  }
  requireOpenEdition(article, edition);
  return article;
}
