import { because, type Clock, type Database, type Db, type EditionNumber, reason } from '../core/index.ts';
import { type FrozenSnapshot, loadSnapshot, markPublished, selectTakedowns } from '../editions/index.ts';
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
    throw because('not-found', reason('not-approved', { edition: number, verb: 'publish' }));
  }
  const articles = await deps.db.transaction().execute((trx) => indexEdition(trx, frozen));
  await markPublished(deps, number);
  return { articles };
}

/** Makes the index of one edition what its corrections and takedowns make of the snapshot. Returns how many articles it holds. */
export async function indexEdition(trx: Db, frozen: FrozenSnapshot): Promise<number> {
  const { number } = frozen.snapshot;
  const [corrections, takedowns] = [await selectCorrections(trx, number), await selectTakedowns(trx, number)];
  const rows = indexRows(overlay(frozen, { corrections, takedowns, listed: true }));
  await replaceIndex(trx, number, rows);
  return rows.length;
}

/** One row for each article, with its words as plain text. */
const indexRows = (edition: ReadingEdition) =>
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
      body: plainText(article.body, article.grammar),
      language: article.language ?? null,
    }));
