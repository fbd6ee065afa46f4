import type { ContentHash, Db, EditionNumber } from '../core/index.ts';
import type { Snapshot } from './snapshot.ts';

type ApprovalRequest = { key: ContentHash; mail: ContentHash; snapshot: Snapshot; at: Date };

/** What was put before the approvers last. */
export async function lastRequest(db: Db, number: EditionNumber): Promise<ApprovalRequest | undefined> {
  const row = await db
    .selectFrom('approval_requests')
    .select(['content_key as key', 'mail', 'content', 'at'])
    .where('edition_number', '=', number)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row && { key: row.key, mail: row.mail, snapshot: row.content as Snapshot, at: row.at };
}

/** A content that was put before the approvers, by its key. */
export async function selectRequest(
  db: Db,
  number: EditionNumber,
  key: ContentHash,
): Promise<Snapshot | undefined> {
  const row = await db
    .selectFrom('approval_requests')
    .select('content')
    .where('edition_number', '=', number)
    .where('content_key', '=', key)
    .limit(1)
    .executeTakeFirst();
  return row?.content as Snapshot | undefined;
}

export async function insertRequest(
  db: Db,
  { edition, key, mail, snapshot, at }: ApprovalRequest & { edition: EditionNumber },
): Promise<void> {
  const content = JSON.stringify(snapshot);
  await db
    .insertInto('approval_requests')
    .values({ edition_number: edition, content_key: key, mail, content, at })
    .execute();
}

export async function lastApprovedAt(db: Db, number: EditionNumber): Promise<Date | undefined> {
  const row = await db
    .selectFrom('approvals')
    .select('at')
    .where('edition_number', '=', number)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row?.at;
}
