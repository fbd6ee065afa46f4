import { type Db, type EditionNumber, readReason } from '../core/index.ts';
import type { EditionRun } from './store.ts';

/** Runs of editions that do not go on by themselves, or wait for somebody. */
export async function stoppedRuns(db: Db): Promise<EditionRun[]> {
  const rows = await db
    .selectFrom('flow_runs')
    .selectAll()
    .where('flow', '=', 'edition')
    .where('state', 'in', ['waiting', 'paused', 'held', 'failed'])
    // Somebody has dealt with it.
    .where('acknowledged_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(({ reason, reason_code, reason_params, ...row }) => ({
    ...row,
    edition_number: row.edition_number as EditionNumber,
    reason: readReason({ reason, reason_code, reason_params }),
  }));
}
