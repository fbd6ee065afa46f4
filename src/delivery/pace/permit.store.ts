import { sql } from 'kysely';
import type { Database, Db } from '../../core/index.ts';
import { allot, type Holder, type PermitWish, roundOf } from './allotment.ts';
import { QUOTA_AGE_SECONDS, QUOTA_GAP_SECONDS } from './pace.store.ts';

/** How long permits stay with a process that does not say again that it holds them. */
export const HELD_SECONDS = 4;

const now = sql<number>`extract(epoch FROM clock_timestamp())::float8`;

/** A time further ahead was written before the database's clock was put back. */
const LONGEST_SPAN = 60;
const counting = sql<boolean>`(free_at BETWEEN ${now} AND ${now} + ${LONGEST_SPAN}::int)`;

export type Claim = PermitWish & { holder: string; held: number };

/** What a process may hold from now on; times are spans in seconds from the answer. */
export type Allotment = {
  /** Of what the process said it held, what the database knows of: less than that = it has lost them all. */
  known: number;
  /** More to use. */
  granted: number;
  /** What it should hold: less than it does = it uses no more of those that come free above that. */
  target: number;
  /** It would have more, but others hold it. */
  wanting: boolean;
  /** Length of a round of the permits. */
  round: number;
  /** Permits of the account. */
  permits: number;
  /** None may be used before. */
  restIn: number;
  perSecond: number;
  quotaDue: boolean;
  away: boolean;
};

/**
 * Says what the process holds and wishes, and learns what it may hold. One process at a time, under the lock of the account's
 * row, so that all of them together never hold more than the rate. `undefined`: the row is missing.
 */
export function exchangePermits(db: Database, claim: Claim): Promise<Allotment | undefined> {
  return db.transaction().execute(async (tx) => {
    const pace = await lockPace(tx);
    if (!pace) return undefined;
    const { quota, perSecond, ...state } = pace;
    const unlimited = { known: claim.held, granted: 0, target: 0, wanting: false };
    if (perSecond === Number.POSITIVE_INFINITY)
      return { ...state, ...unlimited, perSecond, round: 1, permits: perSecond };
    const { permits, seconds } = roundOf(perSecond, quota);
    const holders = await holdersOf(tx, claim.holder);
    const mine = holders.find(({ id }) => id === claim.holder);
    const known = Math.min(claim.held, mine?.permits ?? 0);
    const others = holders.filter(({ id }) => id !== claim.holder);
    const rank = others.filter(({ edition, id }) => edition && id < claim.holder).length;
    const { target, share } = allot(permits, { ...claim, held: known, rank }, others);
    await writeHolder(tx, { ...claim, permits: Math.max(target, known), round: seconds });
    const granted = Math.max(0, target - known);
    return { ...state, known, granted, target, wanting: target < share, perSecond, round: seconds, permits };
  });
}

type Pace = Pick<Allotment, 'restIn' | 'quotaDue' | 'away' | 'perSecond'> & { quota: number };

/**
 * Locks the account's row. Processes of an older version take slots on its line of time, up to three seconds ahead: the line
 * is moved beyond that while permits are held, and where one of them has moved it, permits wait until its slots are used.
 */
async function lockPace(db: Db): Promise<Pace | undefined> {
  const { rows } = await sql<Pace>`/* keep lock_pace */
    UPDATE pace p SET
      factor = CASE WHEN ${now} - p.factor_at > 2 THEN least(1, p.factor + 0.05) ELSE p.factor END,
      factor_at = CASE WHEN ${now} - p.factor_at > 2 AND p.factor < 1 THEN ${now} ELSE p.factor_at END,
      rest_until = CASE WHEN p.next_at = p.line_at OR p.next_at > ${now} + ${LONGEST_SPAN}::int THEN p.rest_until
        ELSE greatest(p.rest_until, p.next_at + 1) END,
      next_at = line.at, line_at = line.at
    FROM (SELECT ${now} + ${HELD_SECONDS}::int AS at) line WHERE p.account = 'ses'
    RETURNING p.quota_per_second AS quota, p.quota_per_second * p.factor AS "perSecond",
      CASE WHEN p.rest_until < ${now} + ${LONGEST_SPAN}::int THEN greatest(0, p.rest_until - ${now}) ELSE 0 END AS "restIn", p.away_since IS NOT NULL AS away,
      p.away_since IS NULL AND p.answered_at < ${now} - ${QUOTA_AGE_SECONDS}::int AND p.asked_at < ${now} - ${QUOTA_GAP_SECONDS}::int AS "quotaDue"`.execute(
    db,
  );
  return rows[0];
}

async function holdersOf(db: Db, me: string): Promise<(Holder & { id: string })[]> {
  const { rows } = await sql<Holder & { id: string }>`/* keep holders_of */
    WITH gone AS (DELETE FROM pace_holders WHERE id <> ${me} AND NOT ${counting})
    SELECT id, permits, edition AND ends_at > ${now} AS edition, CASE WHEN ends_at > ${now} THEN singles ELSE 0 END AS singles
    FROM pace_holders WHERE ${counting} AND (id <> ${me} OR ends_at > ${now})`.execute(db);
  return rows;
}

async function writeHolder(db: Db, row: PermitWish & { holder: string; permits: number; round: number }) {
  await sql`/* keep write_holder */
    INSERT INTO pace_holders (id, permits, edition, singles, ends_at, free_at)
    VALUES (${row.holder}, ${row.permits}, ${row.edition}, ${row.singles}, ${now} + ${HELD_SECONDS}::int,
      ${now} + ${HELD_SECONDS}::int + ${row.round}::float8)
    ON CONFLICT (id) DO UPDATE SET permits = excluded.permits, edition = excluded.edition, singles = excluded.singles,
      ends_at = excluded.ends_at, free_at = excluded.free_at`.execute(db);
}

/** The process is done: what it held counts for `seconds` more, for mails that have just gone. */
export async function dropHolder(db: Db, holder: string, seconds: number): Promise<void> {
  await sql`UPDATE pace_holders SET edition = false, singles = 0, ends_at = ${now}, free_at = ${now} + ${seconds}::float8
    WHERE id = ${holder}`.execute(db);
}
