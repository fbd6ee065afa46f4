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

/**
 * When this approver of the edition was last asked, and last reminded of that, as far as the mails are kept: by this link, where they
 * have one.
 */
export async function lastAsked(
  db: Db,
  edition: EditionNumber,
  { to, link }: { to: EmailAddress; link?: number },
): Promise<{ told: Date | null; reminded: Date | null }> {
  return db
    .selectFrom('notices')
    .select(({ fn }) => [
      fn.max<Date | null>('created_at').filterWhere(sql`params->>'reminder'`, 'is', null).as('told'),
      fn.max<Date | null>('created_at').filterWhere(sql`params->>'reminder'`, 'is not', null).as('reminded'),
    ])
    .where('kind', 'in', ['approval-reminder', 'approval-void'])
    .where(sql`(params->>'edition')::int`, '=', edition)
    .where(sql`params->>'link'`, link === undefined ? 'is' : '=', link === undefined ? null : String(link))
    .where(sql`lower(to_address)`, '=', to.toLowerCase())
    .executeTakeFirstOrThrow();
}
