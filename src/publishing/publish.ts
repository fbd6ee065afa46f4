import { type Clock, type Database, type EditionNumber, fault } from '../core/index.ts';
import { loadSnapshot, markPublished } from '../editions/index.ts';
import { plainText, type ReadingEdition } from '../rendering/index.ts';
import { overlay } from './overlay.ts';
import { replaceIndex, selectCorrections } from './store.ts';

export type PublishDeps = { db: Database; clock: Clock };

/**
 * Puts a sent edition into the archive, the feeds and the search. Idempotent: a second call writes the same index
 * again and changes no state. The index comes first; nothing lists it until the edition's state is `published`.
 * @throws Fault `not-found` without an approved edition; `conflict` when it has not been sent.
 */
export async function publishEdition(
  deps: PublishDeps,
  number: EditionNumber,
): Promise<{ articles: number }> {
  const frozen = await loadSnapshot(deps.db, number);
  if (!frozen) {
    throw fault('not-found', `Edition ${number} has not been approved, so there is nothing to publish.`);
  }
  const articles = await deps.db.transaction().execute(async (trx) => {
    const edition = overlay(frozen, await selectCorrections(trx, number), true);
    const rows = indexRows(edition);
    await replaceIndex(trx, number, rows);
    return rows.length;
  });
  await markPublished(deps, number);
  return { articles };
}

/** One row for each article, with its words as plain text. */
export const indexRows = (edition: ReadingEdition) =>
  edition.sections
    .flatMap(({ articles }) => articles)
    .map((article, ordinal) => ({
      article: article.article,
      slug: article.slug,
      section: article.section.slug,
      ordinal,
      headline: article.headline,
      summary: article.summary,
      organisation: article.organisation ?? '',
      body: plainText(article.body),
    }));
