import { record } from '../acts/index.ts';
import { collectArticles, editionArticles, releaseArticles } from '../articles/index.ts';
import type { Actor, ArticleId, Clock, Database, EditionNumber } from '../core/index.ts';
import { listSections } from '../sections/index.ts';
import { moveEdition } from './edition.ts';
import { requireEdition } from './require.ts';
import { lockEdition, updateEdition } from './store.ts';

export type AssembleReport = {
  edition: EditionNumber;
  sections: number;
  articles: number;
  /** Accepted articles that joined the edition now. */
  collected: ArticleId[];
  /** Articles that left it because it no longer has their section. */
  released: ArticleId[];
};

/**
 * Brings together what the edition holds: its own articles and the accepted ones that waited for one of its sections.
 * May be repeated until the edition is approved.
 * @throws Fault `not-found`; `conflict` once the edition is approved or cancelled.
 */
export function assembleEdition(
  { db, clock }: { db: Database; clock: Clock },
  number: EditionNumber,
  by: Actor,
): Promise<AssembleReport> {
  return db.transaction().execute(async (trx) => {
    const edition = requireEdition(await lockEdition(trx, number), number);
    const state = moveEdition(edition, 'assemble');
    const at = clock.now();
    const slugs = new Set(edition.sections.map(({ slug }) => slug));
    const sections = (await listSections(trx)).filter(({ slug }) => slugs.has(slug)).map(({ id }) => id);
    const released = await releaseArticles(trx, { edition: number, sections, at });
    const collected = await collectArticles(trx, { edition: number, sections, at });
    await updateEdition(trx, number, {
      state,
      assembled_at: at,
      ...(by.kind === 'flow' ? {} : { reopened_at: null }),
    });
    const { articles } = await editionArticles(trx, number);
    const params = { articles: articles.length, collected, released };
    await record(trx, { act: 'edition.assembled', by, subject: number, params }, at);
    const filled = new Set(articles.map((article) => article.section_id));
    return { edition: number, sections: filled.size, articles: articles.length, collected, released };
  });
}
