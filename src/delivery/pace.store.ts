import { sql } from 'kysely';
import type { Db } from '../core/index.ts';
import type { SendQuota } from './mailer.ts';

/** Bulk mail waits for single mails, never the other way round. */
export type Lane = 'edition' | 'transactional';

/**
 * How far ahead of now a lane may reserve, and how much of a second at once. An edition keeps little in hand, so that
 * a mail that a person waits for is never far behind it.
 */
const HORIZON_SECONDS: Record<Lane, number> = { edition: 0.4, transactional: 3 };
const BLOCK_SECONDS = 0.1;

/** While SES cannot be reached one call at a time asks for it, over all processes, after 1, 2, 4 … and at last 60 seconds. */
const LONGEST_TRY_GAP_SECONDS = 60;
const away = sql<boolean>`p.away_since IS NOT NULL`;

/**
 * A slot is 1/rate plus 3.5 %: a mail that starts up to 25 ms late, and 10 ms of difference on the way to SES, still leave
 * at most `rate` mails in any second.
 */
export const STRETCH = 1.035;

/** Asked at most once a second by all processes together (the limit of GetSendQuota), and every 20 s while sending. */
const QUOTA_AGE_SECONDS = 20;
const QUOTA_GAP_SECONDS = 1;

/** A mail that a person waits for never waits longer than two seconds for its slot, however slow SES has us go. */
const SLOWEST_PER_SECOND = 0.5;
const LEAST_PER_SECOND = 0.1;

const now = sql<number>`extract(epoch FROM clock_timestamp())::float8`;
const perSecond = sql<number>`(p.quota_per_second * p.factor)`;

/** Slots in seconds since 1970 by the database's clock; `clock` is that clock at the answer. */
export type Reservation = {
  granted: number;
  first: number;
  gap: number;
  clock: number;
  /** Seconds until it is worth asking again, when nothing was granted. */
  wait: number;
  perSecond: number;
  quotaDue: boolean;
  /** Amazon SES cannot be reached: a single slot is granted now and then, to try. */
  away: boolean;
};

/** Makes the one row; after a crash of PostgreSQL the UNLOGGED table is empty, and the first slot a second away. */
export async function ensurePace(db: Db): Promise<void> {
  await sql`INSERT INTO pace (account, next_at) VALUES ('ses', ${now} + 1) ON CONFLICT DO NOTHING`.execute(
    db,
  );
}

/**
 * Reserves up to `wanted` consecutive slots on the account's one line of time. The row's lock makes all processes queue,
 * so no two get the same slot. None is sooner than `leadMs` from now. `undefined`: the row is missing.
 */
export async function reserveSlots(
  db: Db,
  { lane, wanted, leadMs }: { lane: Lane; wanted: number; leadMs: number },
): Promise<Reservation | undefined> {
  const soonest = sql<number>`(${now} + ${leadMs / 1_000}::float8)`;
  const { rows } = await sql<Row>`/* keep reserve_slots */
    WITH got AS (
      UPDATE pace p SET
        next_at = greatest(CASE WHEN p.next_at > ${now} + 60 THEN 0 ELSE p.next_at END, ${soonest})
          + ${grant(wanted)} * ${STRETCH}::float8 / ${perSecond},
        try_at = CASE WHEN ${away} THEN ${now} + p.try_gap ELSE p.try_at END,
        try_gap = CASE WHEN ${away} THEN least(${LONGEST_TRY_GAP_SECONDS}::int, p.try_gap * 2) ELSE p.try_gap END,
        granted = ${grant(wanted)}, gap = ${STRETCH}::float8 / ${perSecond},
        factor = CASE WHEN ${now} - p.factor_at > 2 THEN least(1, p.factor + 0.05) ELSE p.factor END,
        factor_at = CASE WHEN ${now} - p.factor_at > 2 AND p.factor < 1 THEN ${now} ELSE p.factor_at END
      WHERE p.account = 'ses' AND (NOT ${away} OR p.try_at <= ${now})
        AND (p.next_at <= ${now} + ${HORIZON_SECONDS[lane]}::float8 OR p.next_at > ${now} + 60)
      RETURNING p.granted, p.gap, p.next_at - p.granted * p.gap AS first
    )
    SELECT coalesce(got.granted, 0) AS granted, got.gap, got.first, ${now} AS clock,
      greatest(p.next_at - ${HORIZON_SECONDS[lane]}::float8, CASE WHEN ${away} THEN p.try_at ELSE 0 END) - ${now} AS wait,
      ${perSecond} AS "perSecond", ${away} AS away,
      NOT ${away} AND p.answered_at < ${now} - ${QUOTA_AGE_SECONDS}::int AND p.asked_at < ${now} - ${QUOTA_GAP_SECONDS}::int AS "quotaDue"
    FROM pace p LEFT JOIN got ON true WHERE p.account = 'ses'`.execute(db);
  const row = rows[0];
  return row && { ...row, first: row.first ?? 0, gap: row.gap ?? 0 };
}

type Row = Omit<Reservation, 'first' | 'gap'> & { first: number | null; gap: number | null };

const grant = (wanted: number) =>
  sql<number>`CASE WHEN ${away} THEN 1 ELSE least(${wanted}::float8, greatest(1, floor(${perSecond} * ${BLOCK_SECONDS}::float8))) END`;

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
      factor_at = ${now}, next_at = greatest(next_at, ${now} + 1),
      -- An account without a rate has one after all; the next answer of GetSendQuota lifts this again.
      quota_per_second = least(quota_per_second, 1000),
      answered_at = CASE WHEN quota_per_second = 'Infinity' THEN answered_at
        ELSE least(answered_at, ${now} - ${QUOTA_AGE_SECONDS}::int - 1) END
    FROM before b WHERE p.account = b.account RETURNING b.factor = 1 AS began`.execute(db);
  return rows[0]?.began ?? false;
}
