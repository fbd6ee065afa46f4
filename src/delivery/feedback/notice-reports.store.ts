import {
  type Db,
  inTransaction,
  type Reason,
  type ReasonColumns,
  readReason,
  reasonColumns,
} from '../../core/index.ts';
import { isGraver, type Report } from '../delivery.ts';

export type NoticeReport = { id: number; report: Report; reason?: Reason };

const FAILED: ReadonlySet<Report> = new Set(['rejected', 'answered', 'soft bounced', 'bounced']);

/** What SES reports of single mails: the gravest counts, in whatever order, and however often, they come. */
export async function settleNotices(db: Db, reports: readonly NoticeReport[], now: Date): Promise<void> {
  // One transaction each: locks of many in the order of events would wait for each other in a circle.
  for (const report of reports) await inTransaction(db, (tx) => settleNotice(tx, report, now));
}

async function settleNotice(db: Db, { id, report, reason }: NoticeReport, now: Date): Promise<void> {
  const row = await db
    .selectFrom('notices')
    .select(['state', 'reason', 'reason_code', 'reason_params', 'reported'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row || !isGraver(report, (row.reported as Report | null) ?? reportedBefore(row))) return;
  await db
    .updateTable('notices')
    .set({
      state: FAILED.has(report) ? 'rejected' : 'accepted',
      ...reasonColumns(reason ?? null),
      reported: report,
      updated_at: now,
    })
    .where('id', '=', id)
    .execute();
}

/** What a version that did not write it down had made of a report. */
function reportedBefore(row: ReasonColumns & { state: string }): Report | undefined {
  if (row.state !== 'rejected') return undefined;
  return readReason(row)?.code === 'hard-bounce' ? 'bounced' : 'rejected';
}
