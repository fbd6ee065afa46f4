import { sql } from 'kysely';
import type { Db } from '../../core/index.ts';
import type { SendQuota } from '../mailer.ts';

/** Bulk mail waits for single mails, never the other way round. */
export type Lane = 'edition' | 'transactional';

/**
 * While SES cannot be reached one call at a time asks for it, over all processes: after 1, 2, and then every 3 seconds. With
 * what marking and a busy machine add, that is one within every five.
 */
const LONGEST_TRY_GAP_SECONDS = 3;

/** Asked at most once a second by all processes together (the limit of GetSendQuota), and every 20 s while sending. */
export const QUOTA_AGE_SECONDS = 20;
export const QUOTA_GAP_SECONDS = 1;

/** A mail that a person waits for never waits longer than two seconds for its slot, however slow SES has us go. */
const SLOWEST_PER_SECOND = 0.5;
const LEAST_PER_SECOND = 0.1;

const now = sql<number>`extract(epoch FROM clock_timestamp())::float8`;

/**
 * Makes the one row. It is missing in a new database, and after a crash of PostgreSQL, as the table is UNLOGGED; then
 * processes may still use what they held before, until they ask again.
 */
export async function ensurePace(db: Db): Promise<void> {
  await sql`
    INSERT INTO pace (account, next_at, line_at, rest_until)
    SELECT 'ses', at, at, at FROM (
      SELECT ${now} + CASE WHEN EXISTS (SELECT FROM leases) THEN 5 ELSE 1 END AS at
    ) start ON CONFLICT DO NOTHING`.execute(db);
}

/** Whether this process may try a call while SES is away; if not, in how many seconds somebody may. */
export type Turn = { away: boolean; granted: boolean; wait: number };

/** Takes the one try that is due. Who takes it and makes no call gives it back (`returnTry`). */
export async function takeTry(db: Db): Promise<Turn> {
  const { rows } = await sql<Turn>`
    WITH taken AS (
      UPDATE pace SET try_at = ${now} + try_gap, try_gap = least(${LONGEST_TRY_GAP_SECONDS}::int, try_gap * 2)
      WHERE account = 'ses' AND away_since IS NOT NULL AND NOT try_at BETWEEN ${now} AND ${now} + ${LONGEST_TRY_GAP_SECONDS}::int
      RETURNING account
    )
    SELECT away_since IS NOT NULL AS away, EXISTS (SELECT FROM taken) AS granted, greatest(0, try_at - ${now}) AS wait
    FROM pace WHERE account = 'ses'`.execute(db);
  return rows[0] ?? { away: false, granted: false, wait: 0 };
}

/** No call was made: the next who asks may try at once. */
export async function returnTry(db: Db): Promise<void> {
  await sql`UPDATE pace SET try_at = ${now} WHERE account = 'ses' AND away_since IS NOT NULL`.execute(db);
}

/** True for the one process that may ask SES for the quota now. */
export async function takeQuotaTurn(db: Db, maxAgeSeconds = QUOTA_AGE_SECONDS): Promise<boolean> {
  const { rows } = await sql`
    UPDATE pace SET asked_at = ${now}
    WHERE account = 'ses' AND asked_at <= ${now} - ${QUOTA_GAP_SECONDS}::int AND answered_at <= ${now} - ${maxAgeSeconds}::float8
    RETURNING account`.execute(db);
  return rows.length === 1;
}

/** A lower rate than before explains every "slow down" of late, so the pace need not stay below the new one. */
export async function writeQuota(db: Db, quota: SendQuota): Promise<void> {
  const perDay = Number.isFinite(quota.perDay) ? quota.perDay : null;
  // An account that may send nothing is heard of by its answer to a call, not by a division by zero.
  const rate = Math.max(quota.perSecond, LEAST_PER_SECOND);
  await sql`
    UPDATE pace SET factor = CASE WHEN ${rate}::float8 < quota_per_second THEN 1 ELSE factor END,
      quota_per_second = ${rate}, quota_per_day = ${perDay}, sent_today = ${quota.sentToday},
      answered_at = ${now} WHERE account = 'ses'`.execute(db);
}

/** The quota as last answered; `undefined` before the first answer. */
export async function readQuota(db: Db): Promise<SendQuota | undefined> {
  const row = await db.selectFrom('pace').selectAll().where('account', '=', 'ses').executeTakeFirst();
  if (!row || row.answered_at === 0) return undefined;
  return {
    perSecond: row.quota_per_second,
    perDay: row.quota_per_day ?? Number.POSITIVE_INFINITY,
    sentToday: row.sent_today,
  };
}

/**
 * SES said "Maximum sending rate exceeded": a fifth less, at most once a second, and a second's rest. The account's rate may
 * have been lowered, so the quota is due. True for the one caller whose word slowed a full pace.
 */
export async function slowPace(db: Db): Promise<boolean> {
  const { rows } = await sql<{ began: boolean }>`
    WITH before AS (
      SELECT account, factor FROM pace WHERE account = 'ses' AND factor_at < ${now} - 1 FOR UPDATE
    )
    UPDATE pace p SET factor = greatest(least(1, ${SLOWEST_PER_SECOND}::float8 / p.quota_per_second), 0.1, p.factor * 0.8),
      factor_at = ${now}, rest_until = greatest(rest_until, ${now} + 1),
      -- An account without a rate has one after all; the next answer of GetSendQuota lifts this again.
      quota_per_second = least(quota_per_second, 1000),
      answered_at = CASE WHEN quota_per_second = 'Infinity' THEN answered_at
        ELSE least(answered_at, ${now} - ${QUOTA_AGE_SECONDS}::int - 1) END
    FROM before b WHERE p.account = b.account RETURNING b.factor = 1 AS began`.execute(db);
  return rows[0]?.began ?? false;
}
