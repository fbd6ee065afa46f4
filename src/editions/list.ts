import type { ContentHash, Db, EditionNumber, EditionState } from '../core/index.ts';
import { requireEdition } from './require.ts';
import { type EditionRow, selectEdition, selectEditions, selectFirstEdition } from './store.ts';

export type EditionSummary = {
  number: EditionNumber;
  state: EditionState;
  cover: string;
  title: string;
  approvedBy?: string;
  approvedAt?: Date;
  /** When its sending may begin. */
  sendAt?: Date;
  sentAt?: Date;
  publishedAt?: Date;
  /** Of the snapshot, once approved. */
  hash?: ContentHash;
};

function summaryOf(row: EditionRow, hash: ContentHash | null): EditionSummary {
  return {
    number: row.number,
    state: row.state,
    cover: row.cover,
    title: row.title,
    ...(row.approved_by === null ? {} : { approvedBy: row.approved_by }),
    ...(row.approved_at === null ? {} : { approvedAt: row.approved_at }),
    ...(row.send_at === null ? {} : { sendAt: row.send_at }),
    ...(row.sent_at === null ? {} : { sentAt: row.sent_at }),
    ...(row.published_at === null ? {} : { publishedAt: row.published_at }),
    ...(hash === null ? {} : { hash }),
  };
}

/** Every edition, the newest number first. */
export async function listEditions(db: Db): Promise<EditionSummary[]> {
  const rows = await selectEditions(db);
  return rows.map(({ snapshot_hash, ...row }) => summaryOf(row, snapshot_hash));
}

/** The lowest number that has not begun to be sent, but for `except`: what the recurrence starts a run for. */
export const nextPlannedEdition = (
  db: Db,
  except: readonly EditionNumber[] = [],
): Promise<EditionRow | undefined> =>
  selectFirstEdition(db, { states: ['planned', 'assembled', 'approved'], except });

/** @throws Fault `not-found` */
export const loadEdition = async (db: Db, number: EditionNumber): Promise<EditionRow> =>
  requireEdition(await selectEdition(db, number), number);
