import type { NoticeTo } from '../../../subscribers/index.ts';
import type { Db, EmailAddress, Notice, SubscriberId } from '../../core/index.ts';
import { DESK_NOTICES, type NoticeParams } from '../../core/notices.ts';

export async function postNotice(
  db: Db,
  to: NoticeTo,
  notice: Notice & { at: Date; due?: Date | undefined },
): Promise<number> {
  const row = await db
    .insertInto('notices')
    .values({
      kind: notice.kind,
      to_address: to.address,
      subscriber_id: to.id,
      params: JSON.stringify(notice.params),
      state: 'queued',
      created_at: notice.at,
      updated_at: notice.at,
      due_at: notice.due ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** A mail to somebody who is no reader. */
async function postTo(
  db: Db,
  { to, kind, params, at }: { to: EmailAddress; kind: Notice['kind']; params: object; at: Date },
): Promise<number> {
  const row = await db
    .insertInto('notices')
    .values({
      kind,
      to_address: to,
      subscriber_id: null,
      params: JSON.stringify(params),
      state: 'queued',
      created_at: at,
      updated_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** The mail of a sign-in: its row holds nothing that opens anything. */
export const postSignIn = (
  db: Db,
  { to, signIn, at }: { to: EmailAddress; signIn: number; at: Date },
): Promise<number> => postTo(db, { to, kind: 'desk-sign-in', params: { signIn }, at });

/** A mail to an operator, about what is broken. */
export const postAlarm = (
  db: Db,
  mail: { to: EmailAddress; at: Date; params: NoticeParams<'alarm'> },
): Promise<number> => postTo(db, { ...mail, kind: 'alarm' });

/** A mail to a contributor: where it is about their story its row names that, whose link is put in as the mail is made. */
export const postStoryNotice = (
  db: Db,
  notice: { to: EmailAddress; at: Date } & Extract<
    Notice,
    { kind: 'story-link' | 'story-news' | 'call-for-articles' }
  >,
): Promise<number> => postTo(db, notice);

export async function withholdNotice(
  db: Db,
  notice: { kind: Notice['kind']; id: SubscriberId | null; reason: string; at: Date },
): Promise<number> {
  const row = await db
    .insertInto('notices')
    .values({
      kind: notice.kind,
      to_address: null,
      subscriber_id: notice.id,
      params: '{}',
      state: 'rejected',
      reason: notice.reason,
      created_at: notice.at,
      updated_at: notice.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function countNotices(
  db: Db,
  asked: { address: EmailAddress; since: Date; lostLinks: boolean },
): Promise<number> {
  const row = await db
    .selectFrom('notices')
    .select(({ fn }) => fn.countAll().as('count'))
    .where(({ eb, fn, ref, val }) =>
      eb(fn('mailbox_of', [ref('to_address')]), '=', fn('mailbox_of', [val(asked.address)])),
    )
    .where('created_at', '>', asked.since)
    .where('kind', asked.lostLinks ? '=' : '<>', 'preferences-link')
    // Whoever works at the desk, or writes for the bulletin, may be a reader too.
    .where('kind', 'not in', [...DESK_NOTICES, 'story-link', 'story-news'])
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export async function removeNotices(db: Db, id: SubscriberId): Promise<void> {
  await db.deleteFrom('notices').where('subscriber_id', '=', id).execute();
}
