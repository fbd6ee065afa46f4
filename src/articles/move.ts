import { record } from '../acts/index.ts';
import { type Actor, type ArticleId, type EditionNumber, fault } from '../core/index.ts';
import { requireOpenEdition } from './article.ts';
import { type JudgeDeps, lockWithEdition } from './judge.ts';
import { holdEdition, selectSectionSlug, updateArticle } from './store.ts';
import { slugFor } from './write.ts';

/**
 * Puts an accepted article into another edition, or into none: then the next one takes it that has its section.
 * @throws Fault `not-found`; `conflict` when either edition can no longer change, has not its section, or the article is not accepted
 */
export function moveToEdition(
  { db, clock }: JudgeDeps,
  id: ArticleId,
  { edition, by }: { edition: EditionNumber | null; by: Actor },
): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const target = edition === null ? undefined : await holdEdition(tx, edition);
    if (edition !== null && !target) throw fault('not-found', `There is no edition ${edition}.`);
    const article = await lockWithEdition(tx, id);
    const from = article.edition_number;
    if (from === edition) return;
    if (article.state !== 'accepted')
      throw fault('conflict', `Article ${id} is ${article.state}: accept it, then it can be moved.`);
    requireOpenEdition(article, target);
    const section = await selectSectionSlug(tx, article.section_id);
    if (target && !target.sections.some(({ slug }) => slug === section)) {
      throw fault(
        'conflict',
        `Edition ${edition} has no section “${section}”: choose another section first.`,
      );
    }
    const at = clock.now();
    const slug = await slugFor(tx, { ...article, edition_number: edition }, article.headline);
    await updateArticle(tx, id, { edition_number: edition, slug, position: null, updated_at: at });
    const params = { from, to: edition, ...(from === null ? {} : { left: from }) };
    await record(tx, { act: 'article.moved', by, subject: id, params }, at);
  });
}
