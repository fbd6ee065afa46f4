import type { Db, EditionNumber } from '../core/index.ts';

/** When each edition was put before its approvers last. */
export async function approvalsAsked(db: Db): Promise<Map<EditionNumber, Date>> {
  const rows = await db
    .selectFrom('approval_requests')
    .select(({ fn }) => ['edition_number as edition', fn.max('at').as('at')])
    .groupBy('edition_number')
    .execute();
  return new Map(rows.map(({ edition, at }) => [edition, at]));
}
