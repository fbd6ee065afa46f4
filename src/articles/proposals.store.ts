import type { Selectable } from 'kysely';
import type { Actor, ArticleId, ArticleProposalTable, Db } from '../core/index.ts';

export type Proposal = Selectable<ArticleProposalTable>;
export type ProposedText = Pick<Proposal, 'headline' | 'summary' | 'body'>;

/** In place of the one that waits, if one does: it has a number of its own, since nobody has looked at it yet. */
export async function insertProposal(
  db: Db,
  { article, text, by, at }: { article: ArticleId; text: ProposedText; by: Actor; at: Date },
): Promise<void> {
  const { headline, summary, body } = text;
  await db
    .deleteFrom('article_proposals')
    .where('article_id', '=', article)
    .where('decided_at', 'is', null)
    .execute();
  await db
    .insertInto('article_proposals')
    .values({ article_id: article, headline, summary, body, actor: JSON.stringify(by), at })
    .execute();
}

/** The change of an article that waits for an editor. */
export const openProposal = (db: Db, article: ArticleId): Promise<Proposal | undefined> =>
  db
    .selectFrom('article_proposals')
    .selectAll()
    .where('article_id', '=', article)
    .where('decided_at', 'is', null)
    .executeTakeFirst();

export const lockProposal = (db: Db, article: ArticleId, id: number): Promise<Proposal | undefined> =>
  db
    .selectFrom('article_proposals')
    .selectAll()
    .where('article_id', '=', article)
    .where('id', '=', id)
    .where('decided_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();

export async function decideProposal(
  db: Db,
  id: number,
  { taken, at }: { taken: boolean; at: Date },
): Promise<void> {
  await db.updateTable('article_proposals').set({ taken, decided_at: at }).where('id', '=', id).execute();
}

/** Changes that wait for an editor, the oldest first, with what they are about. */
export const waitingProposals = (db: Db) =>
  db
    .selectFrom('article_proposals')
    .innerJoin('articles', 'articles.id', 'article_proposals.article_id')
    .select(['article_proposals.article_id as article', 'articles.headline', 'article_proposals.at'])
    .where('decided_at', 'is', null)
    .where('articles.state', '=', 'accepted')
    .orderBy('article_proposals.at')
    .execute();
