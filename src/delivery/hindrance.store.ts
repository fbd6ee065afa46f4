import { sql } from 'kysely';
import {
  type Db,
  type EditionNumber,
  inOwnWords,
  type Reason,
  type ReasonColumns,
  readReason,
  reasonColumns,
} from '../core/index.ts';
import type { RunControl } from './run-control.ts';

/** What stops or delays sending: each kind has one voice, and the latest of it counts. */
type HindranceKind = 'batch' | 'quota' | 'options' | 'queue';

/** `edition` left out: it concerns all of them. */
type Hindrance = { kind: HindranceKind; edition?: EditionNumber; reason: Reason };

/** What has not been said again for so long is over. */
const FRESH = sql`interval '20 seconds'`;
const ALL = 0;

/**
 * Says what stops or delays sending, and puts it on the runs that it concerns: also where no worker looks at them. Say it
 * again at least every 15 s while it lasts. Runs that wait for a person keep their own reason.
 */
export async function noteHindrance(
  { db, runs }: { db: Db; runs: Pick<RunControl, 'say'> },
  { kind, edition, reason }: Hindrance,
): Promise<void> {
  const told = reasonColumns(reason);
  await sql`
    INSERT INTO hindrances (edition_number, kind, reason, reason_code, reason_params, since, seen_at)
    VALUES (${edition ?? ALL}, ${kind}, ${told.reason}, ${told.reason_code}, ${told.reason_params}, clock_timestamp(), clock_timestamp())
    ON CONFLICT (edition_number, kind) DO UPDATE SET reason = excluded.reason, reason_code = excluded.reason_code,
      reason_params = excluded.reason_params, seen_at = excluded.seen_at,
      since = CASE WHEN hindrances.seen_at < excluded.seen_at - ${FRESH} THEN excluded.since ELSE hindrances.since END`.execute(
    db,
  );
  await runs.say(db, reason, edition);
}

/** It is over. */
export async function endHindrance(
  db: Db,
  { kind, edition }: Pick<Hindrance, 'kind' | 'edition'>,
): Promise<void> {
  await db
    .deleteFrom('hindrances')
    .where('kind', '=', kind)
    .where('edition_number', '=', edition ?? ALL)
    .execute();
}

/** What stops or delays the edition now, the longest first. */
export async function hindrancesOf(
  db: Db,
  edition: EditionNumber,
): Promise<{ kind: string; reason: Reason; since: Date }[]> {
  const { rows } = await sql<ReasonColumns & { kind: string; since: Date }>`
    SELECT kind, reason, reason_code, reason_params, since FROM hindrances
    WHERE edition_number IN (${ALL}::int, ${edition}) AND seen_at > clock_timestamp() - ${FRESH} ORDER BY since`.execute(
    db,
  );
  return rows.map(({ kind, since, ...told }) => ({
    kind,
    since,
    reason: readReason(told) ?? inOwnWords(''),
  }));
}

/** Whether it was said in the last `seconds`, by this process or another. */
export async function wasHindered(
  db: Db,
  { kind, edition, seconds }: Pick<Hindrance, 'kind' | 'edition'> & { seconds: number },
): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM hindrances WHERE edition_number = ${edition ?? ALL} AND kind = ${kind}
      AND seen_at > clock_timestamp() - ${seconds} * interval '1 second'`.execute(db);
  return rows.length > 0;
}
