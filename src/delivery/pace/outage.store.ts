import { sql } from 'kysely';
import type { Db } from '../../core/index.ts';

/** A time in which Amazon SES could not be reached. */
export type Outage = {
  since: Date;
  /** Calls that failed. */
  tries: number;
  reason: string;
  /** When the next call tries; of one that lasts. */
  nextTryAt?: Date;
  /** Of one that is over. */
  endedAt?: Date;
};

const now = sql<number>`extract(epoch FROM clock_timestamp())::float8`;
/** The first try follows after a second, the next after two more. */
const FIRST_GAP_SECONDS = 1;

/**
 * A call never reached SES. From now on calls are granted one at a time (see `takeTry`). True for the one caller whose
 * failure makes it sure: it came later than those that were in flight together.
 */
export async function noteAway(db: Db, reason: string): Promise<boolean> {
  const { rows } = await sql<{ sure: boolean }>`
    WITH before AS (SELECT account, away_sure FROM pace WHERE account = 'ses' FOR UPDATE)
    UPDATE pace p SET
      away_since = coalesce(p.away_since, ${now}), away_reason = ${reason},
      away_tries = CASE WHEN p.away_since IS NULL THEN 1 ELSE p.away_tries + 1 END,
      away_sure = p.away_since IS NOT NULL AND (p.away_sure OR ${now} >= p.away_since + ${FIRST_GAP_SECONDS}::int),
      try_at = CASE WHEN p.away_since IS NULL THEN ${now} + ${FIRST_GAP_SECONDS}::int ELSE p.try_at END,
      try_gap = CASE WHEN p.away_since IS NULL THEN ${2 * FIRST_GAP_SECONDS}::int ELSE p.try_gap END
    FROM before b WHERE p.account = b.account RETURNING p.away_sure AND NOT b.away_sure AS sure`.execute(db);
  return rows[0]?.sure ?? false;
}

/**
 * SES has answered. All permits rest for a second, since the call that found out had none. Keeps the outage for the history when it was sure of, and returns it to the one
 * caller who ended it.
 */
export async function endAway(db: Db): Promise<Outage | undefined> {
  const { rows } = await sql<Outage>`
    WITH before AS (
      SELECT account, away_since, away_sure FROM pace WHERE account = 'ses' AND away_since IS NOT NULL FOR UPDATE
    ), ended AS (
      UPDATE pace p SET away_since = NULL, away_sure = false, rest_until = greatest(p.rest_until, ${now} + 1.5)
      FROM before b WHERE p.account = b.account
      RETURNING b.away_since, b.away_sure, p.away_tries, p.away_reason
    )
    INSERT INTO outages (since, ended_at, tries, reason)
    SELECT to_timestamp(away_since), clock_timestamp(), away_tries, away_reason FROM ended WHERE away_sure
    RETURNING since, ended_at AS "endedAt", tries, reason`.execute(db);
  return rows[0];
}

/** The outage that lasts, once it is sure. */
export async function presentOutage(db: Db): Promise<Outage | undefined> {
  const { rows } = await sql<Outage>`
    SELECT to_timestamp(away_since) AS since, away_tries AS tries, away_reason AS reason, to_timestamp(try_at) AS "nextTryAt"
    FROM pace WHERE account = 'ses' AND away_since IS NOT NULL AND away_sure`.execute(db);
  return rows[0];
}

/** Those that ended after `since`, the oldest first. */
export async function outagesSince(db: Db, since: Date): Promise<Outage[]> {
  const { rows } = await sql<Outage>`
    SELECT since, ended_at AS "endedAt", tries, reason FROM outages WHERE ended_at > ${since} ORDER BY since`.execute(
    db,
  );
  return rows;
}
