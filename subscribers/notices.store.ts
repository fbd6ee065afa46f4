import type { Db, EmailAddress, Notice, SubscriberId } from '../src/core/index.ts';

export type NoticeTo = { readonly address: EmailAddress; readonly id: SubscriberId };

/** Stores one transactional mail to be sent; returns its id for the job. */
export async function insertNotice(
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

/**
 * A mail that is deliberately not sent: the same work as `insertNotice`, so that a page takes as long for an address we
 * do not answer to as for one we do, and support can see why nothing came.
 */
export async function insertUnsentNotice(
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

/** How many mails a mailbox was sent, under whatever spelling of its address: lost links, or all others. */
export async function noticesSince(
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
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Sent or not: params hold working links, and `to_address` the address. */
export async function deleteNotices(
  db: Db,
  of: { id: SubscriberId; addresses: readonly string[] },
): Promise<void> {
  await db
    .deleteFrom('notices')
    .where(({ or, eb, fn, ref }) =>
      or([
        eb('subscriber_id', '=', of.id),
        ...(of.addresses.length > 0
          ? [
              eb(
                fn<string>('lower', [ref('to_address')]),
                'in',
                of.addresses.map((a) => a.toLowerCase()),
              ),
            ]
          : []),
      ]),
    )
    .execute();
}
