import { record } from '../acts/index.ts';
import {
  type ActName,
  type Actor,
  type ArticleId,
  type Clock,
  type Database,
  type Db,
  fault,
} from '../core/index.ts';
import { type ArticleVerb, moveArticle, requireOpenEdition } from './article.ts';
import { type ArticleRow, holdEdition, lockArticle, selectArticle, updateArticle } from './store.ts';

export type JudgeDeps = { db: Database; clock: Clock };
type Verdict = { verb: keyof typeof ACT; by: Actor; reason?: string };

const ACT = {
  accept: 'article.accepted',
  decline: 'article.declined',
  withdraw: 'article.withdrawn',
} as const satisfies Partial<Record<ArticleVerb, ActName>>;

/** Moves one article under locks and returns it as it was. What leaves `accepted` also leaves its edition. */
export function judge(
  { db, clock }: JudgeDeps,
  id: ArticleId,
  { verb, by, reason }: Verdict,
): Promise<ArticleRow> {
  return db.transaction().execute(async (trx) => {
    const article = await lockWithEdition(trx, id);
    const state = moveArticle(article, verb);
    if (state === article.state) return article;
    const at = clock.now();
    await updateArticle(trx, id, {
      state,
      updated_at: at,
      decline_reason: reason ?? null,
      ...(article.state === 'accepted' ? { edition_number: null } : {}),
    });
    await record(trx, { act: ACT[verb], by, subject: id, params: { from: article.state } }, at);
    return article;
  });
}

/** The edition is locked before the article, as assembling does, so that the two never wait for each other. */
async function lockWithEdition(db: Db, id: ArticleId): Promise<ArticleRow> {
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
