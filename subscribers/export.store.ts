import type { Db, SubscriberId, SubscriberState } from '../src/core/index.ts';
import type { SubscriberRow } from './store.ts';

export type ExportRow = Pick<
  SubscriberRow,
  | 'id'
  | 'email'
  | 'name'
  | 'organisation'
  | 'all_sections'
  | 'sections'
  | 'consent_at'
  | 'consent_source'
  | 'language'
  | 'state'
  | 'state_reason'
  | 'left_at'
>;

/** How many an export holds. */
export async function countExported(db: Db, state: SubscriberState | 'all'): Promise<number> {
  let rows = db
    .selectFrom('subscribers')
    .select(({ fn }) => fn.countAll<number>().as('readers'))
    .where('email', 'is not', null);
  if (state !== 'all') rows = rows.where('state', '=', state);
  return Number((await rows.executeTakeFirstOrThrow()).readers);
}

/** By id from one page to the next: no cursor is held open, however slowly the file is written. */
export async function exportPage(
  db: Db,
  page: { state: SubscriberState | 'all'; after: number; limit: number },
): Promise<ExportRow[]> {
  let rows = db
    .selectFrom('subscribers')
    .select(['id', 'email', 'name', 'organisation', 'all_sections', 'sections'])
    .select(['consent_at', 'consent_source', 'language', 'state', 'state_reason', 'left_at'])
    .where('id', '>', page.after as SubscriberId)
    .where('email', 'is not', null)
    .orderBy('id')
    .limit(page.limit);
  if (page.state !== 'all') rows = rows.where('state', '=', page.state);
  return rows.execute();
}
