import { type Db, type Reason, reason, reasonColumns, type SubscriberId } from '../../core/index.ts';

export type NoticeRow = {
  id: number;
  kind: string;
  to_address: string | null;
  subscriber_id: SubscriberId | null;
  params: unknown;
  state: string;
  tries: number;
  /** Of a mail that tells of a change of an article. */
  telling_id: number | null;
  created_at: Date;
  due_at: Date | null;
};

export async function findNotice(db: Db, id: number): Promise<NoticeRow | undefined> {
  return db
    .selectFrom('notices')
    .select([
      'id',
      'kind',
      'to_address',
      'subscriber_id',
      'params',
      'state',
      'tries',
      'telling_id',
      'created_at',
      'due_at',
    ])
    .where('id', '=', id)
    .executeTakeFirst();
}

type Move = {
  from: ('queued' | 'calling' | 'unknown')[];
  to: 'queued' | 'calling' | 'accepted' | 'rejected' | 'unknown';
  now: Date;
  reason?: Reason;
  messageId?: string;
  tries?: number;
  /** Only while it still goes to this address: a person may have been erased meanwhile. */
  address?: string;
};

/** Moves a notice on; false when it was not in one of `from`: somebody else has it, or it is done. */
export async function moveNotice(db: Db, id: number, move: Move): Promise<boolean> {
  const row = await db
    .updateTable('notices')
    .set({
      state: move.to,
      ...reasonColumns(move.reason ?? null),
      updated_at: move.now,
      ...(move.messageId ? { message_id: move.messageId } : {}),
      ...(move.tries === undefined ? {} : { tries: move.tries }),
    })
    .where('id', '=', id)
    .where('state', 'in', move.from)
    .$if(move.to === 'calling', (query) =>
      query.where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('restore_holds').select('id').where('released_at', 'is', null))),
      ),
    )
    .$if(move.address !== undefined, (query) => query.where('to_address', '=', move.address as string))
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Shows that a queued notice is in a worker's hands, so that nobody rings for it again; false when it is no longer queued. */
export async function stillWaits(db: Db, id: number, now: Date): Promise<boolean> {
  const row = await db
    .updateTable('notices')
    .set({ updated_at: now })
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** The language that a reader chose, by its name; null = none. */
export async function languageOfReader(db: Db, id: SubscriberId): Promise<string | null> {
  const row = await db.selectFrom('subscribers').select('language').where('id', '=', id).executeTakeFirst();
  return row?.language ?? null;
}

/** Whoever signs the newest published edition signs single mails too, when `MAIL_FROM` is not set. */
export async function newestPublisher(db: Db): Promise<{ publisher: string; mailbox: string } | undefined> {
  return db
    .selectFrom('editions')
    .select(['publisher', 'mailbox'])
    .where('state', '=', 'published')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** A call whose answer never came: its worker is gone. */
export async function loseNotices(db: Db, { before, now }: { before: Date; now: Date }): Promise<void> {
  await db
    .updateTable('notices')
    .set({ state: 'unknown', ...reasonColumns(reason('worker-stopped')), updated_at: now })
    .where('state', '=', 'calling')
    .where('updated_at', '<', before)
    .execute();
}

/** With `UNKNOWN_POLICY=resend`: those whose window has passed go again. */
export async function requeueUnknown(db: Db, { before, now }: { before: Date; now: Date }): Promise<void> {
  await db
    .updateTable('notices')
    .set({ state: 'queued', ...reasonColumns(null), updated_at: now })
    .where('state', '=', 'unknown')
    .where('updated_at', '<', before)
    .execute();
}

/** Queued for so long that their bell must have been lost; those whose turn has not come wait for it. */
export async function waitingNotices(
  db: Db,
  { before, now }: { before: Date; now: Date },
): Promise<number[]> {
  const rows = await db
    .selectFrom('notices')
    .select('id')
    .where('state', '=', 'queued')
    .where('telling_id', 'is', null)
    .where('updated_at', '<', before)
    .where(({ or, eb }) => or([eb('due_at', 'is', null), eb('due_at', '<=', now)]))
    .orderBy('id')
    .limit(1_000)
    .execute();
  return rows.map((row) => row.id);
}
