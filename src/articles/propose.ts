import { record } from '../acts/index.ts';
import { type Actor, type ArticleId, fault } from '../core/index.ts';
import { type JudgeDeps, lockWithEdition } from './judge.ts';
import { contentNow } from './list.ts';
import { decideProposal, insertProposal, lockProposal, type ProposedText } from './proposals.store.ts';
import { selectNewestVersion } from './versions.store.ts';
import { writeContent } from './write.ts';

/**
 * Puts a new text of an accepted article before the editors: what it says stays until one of them takes it.
 * @throws Fault `conflict` once its edition can no longer change, or where it is not accepted
 */
export function proposeChange(
  { db, clock }: JudgeDeps,
  id: ArticleId,
  { text, by }: { text: ProposedText; by: Actor },
): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const { state } = await lockWithEdition(tx, id);
    if (state !== 'accepted')
      throw fault('conflict', `Article ${id} is ${state}: a change is proposed to what was accepted.`);
    const at = clock.now();
    await insertProposal(tx, { article: id, text, by, at });
    await record(tx, { act: 'article.change-proposed', by, subject: id, params: {} }, at);
  });
}

type Decision = { proposal: number; take: boolean; by: Actor };

/**
 * Takes a proposed change as a new version, or leaves it. Headline, summary and story are the contributor's; all else stays as it is.
 * @throws Fault `conflict` when it was decided, or replaced by a newer one; once its edition can no longer change
 */
export function judgeProposal(
  { db, clock }: JudgeDeps,
  id: ArticleId,
  { proposal, take, by }: Decision,
): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const article = await lockWithEdition(tx, id);
    const found = await lockProposal(tx, id, proposal);
    if (!found)
      throw fault(
        'conflict',
        'This change was decided already, or a newer one has come: look at the article.',
      );
    const at = clock.now();
    await decideProposal(tx, proposal, { taken: take, at });
    const params = { taken: take };
    await record(tx, { act: 'article.change-judged', by, subject: id, params }, at);
    if (!take) return;
    const { headline, summary, body } = found;
    const content = { ...contentNow(article), headline, summary, body };
    const from = (await selectNewestVersion(tx, id))?.number ?? 0;
    await writeContent(tx, article, { content, writer: { by, how: 'form' }, at });
    await record(tx, { act: 'article.written', by, subject: id, params: { from, to: from + 1 } }, at);
  });
}
