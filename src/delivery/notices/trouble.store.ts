import { type Db, type Reason, readReason } from '../../core/index.ts';

const LATELY_MS = 10 * 60_000;

/** Why single mails wait that were tried in the last ten minutes, whoever they are to; `undefined` when none does. */
export async function singleMailsWait(db: Db, now: Date): Promise<Reason | undefined> {
  const row = await db
    .selectFrom('notices')
    .select(['reason', 'reason_code', 'reason_params'])
    .where('state', '=', 'queued')
    .where('reason', 'is not', null)
    .where('updated_at', '>', new Date(now.getTime() - LATELY_MS))
    .orderBy('updated_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && (readReason(row) ?? undefined);
}

/** What became of the newest mail by which somebody wanted to sign in. */
export async function lastSignInMail(
  db: Db,
  to: string,
): Promise<{ state: string; at: Date; reason: Reason | null } | undefined> {
  const row = await db
    .selectFrom('notices')
    .select(['state', 'created_at', 'reason', 'reason_code', 'reason_params'])
    .where('kind', '=', 'desk-sign-in')
    .where('to_address', '=', to)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { state: row.state, at: row.created_at, reason: readReason(row) };
}

/** How a single mail stands, and why. @throws Error when there is none of this id. */
export async function noticeState(db: Db, id: number): Promise<{ state: string; reason: Reason | null }> {
  const row = await db
    .selectFrom('notices')
    .select(['state', 'reason', 'reason_code', 'reason_params'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { state: row.state, reason: readReason(row) };
}
