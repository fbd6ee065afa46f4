import { sql } from 'kysely';
import type { Db, SubscriberId } from '../src/core/index.ts';

/** Why a suppression was lifted, in somebody's own words: erased with the reader. */
export type ShownLift = {
  readonly at: Date;
  /** What it had been stopped for. */
  readonly was: string;
  readonly reason: string;
  readonly reactivated: boolean;
};

export async function insertLift(
  db: Db,
  lift: ShownLift & { subscriber: SubscriberId | null; mailbox: string },
): Promise<void> {
  const { subscriber, ...row } = lift;
  await db
    .insertInto('suppression_lifts')
    .values({ ...row, subscriber_id: subscriber })
    .execute();
}

/** Of a reader, and of a mailbox; oldest first. */
export async function readLifts(
  db: Db,
  of: { id: SubscriberId | null; mailboxes: readonly string[] },
): Promise<ShownLift[]> {
  const { rows } = await sql<ShownLift>`
    SELECT at, was, reason, reactivated FROM suppression_lifts
    WHERE subscriber_id = ${of.id} OR mailbox = ANY(${of.mailboxes}) ORDER BY id`.execute(db);
  return rows;
}

/** The state that a suppressed reader was in before. */
export async function wasBeforeStopped(db: Db, id: SubscriberId): Promise<string | undefined> {
  const row = await db
    .selectFrom('consents')
    .select(sql<string | null>`detail->>'was'`.as('was'))
    .where('subscriber_id', '=', id)
    .where('event', '=', 'suppressed')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.was ?? undefined;
}
