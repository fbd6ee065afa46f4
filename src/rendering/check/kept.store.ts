import type { ContentHash, Db, EditionNumber } from '../../core/index.ts';
import type { Preflight } from './check-edition.ts';

type Row = { edition: EditionNumber; key: ContentHash; report: Preflight; at: Date };

/** One edition has one: what was found before its last change is of no use. */
export async function insertPreflight(db: Db, { edition, key, report, at }: Row): Promise<void> {
  const row = { content_key: key, report: JSON.stringify(report), checked_at: at };
  await db
    .insertInto('preflights')
    .values({ edition_number: edition, ...row })
    .onConflict((conflict) => conflict.column('edition_number').doUpdateSet(row))
    .execute();
}

export async function selectPreflight(
  db: Db,
  edition: EditionNumber,
  key: ContentHash,
): Promise<{ report: Preflight; checkedAt: Date } | undefined> {
  const row = await db
    .selectFrom('preflights')
    .select(['report', 'checked_at'])
    .where('edition_number', '=', edition)
    .where('content_key', '=', key)
    .executeTakeFirst();
  return row && { report: row.report as Preflight, checkedAt: row.checked_at };
}
