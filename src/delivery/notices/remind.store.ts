import { sql } from 'kysely';
import type { Db, EditionNumber, EmailAddress } from '../../core/index.ts';
import type { NoticeParams } from '../../core/notices.ts';

type Kind = 'approval-reminder' | 'approval-void' | 'approval-news' | 'telling-waits';
type Reminder = { [K in Kind]: { kind: K; to: EmailAddress; params: NoticeParams<K>; now: Date } }[Kind];

/** A mail to one of the editors. */
export async function insertReminder(db: Db, { kind, to, params, now }: Reminder): Promise<number> {
  const row = await db
    .insertInto('notices')
    .values({
      kind,
      to_address: to,
      subscriber_id: null,
      params: JSON.stringify(params),
      state: 'queued',
      reason: null,
      message_id: null,
      created_at: now,
      updated_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** When this approver of the edition was last written to: by this link, where they have one. */
export async function lastReminder(
  db: Db,
  edition: EditionNumber,
  { to, link }: { to: EmailAddress; link?: number },
): Promise<Date | undefined> {
  const row = await db
    .selectFrom('notices')
    .select('created_at')
    .where('kind', 'in', ['approval-reminder', 'approval-void'])
    .where(sql`(params->>'edition')::int`, '=', edition)
    .where(sql`params->>'link'`, link === undefined ? 'is' : '=', link === undefined ? null : String(link))
    .where(sql`lower(to_address)`, '=', to.toLowerCase())
    .orderBy('created_at', 'desc')
    .executeTakeFirst();
  return row?.created_at;
}
