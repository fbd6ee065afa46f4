import { type RawBuilder, sql } from 'kysely';
import {
  type Db,
  type EditionNumber,
  type Reason,
  type RunId,
  type RunState,
  readReason,
  reason,
  reasonColumns,
} from '../core/index.ts';
import { DELIVERY_MOVES } from './moves.ts';

/** The run of an edition as far as sending looks at it. */
export type RunStanding = { id: RunId; state: RunState; reason: Reason | null };

/** The edition's run that is not cancelled, else the last cancelled one; `undefined` = it has none. */
export async function runOf(db: Db, edition: EditionNumber): Promise<RunStanding | undefined> {
  const row = await db
    .selectFrom('runs')
    .select(['id', 'state', 'reason', 'reason_code', 'reason_params'])
    .where('edition_number', '=', edition)
    .orderBy(sql`state = 'cancelled'`)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row && { id: row.id, state: row.state, reason: readReason(row) };
}

/** When a hold ends by itself; null = it does not, or there is none. */
export async function setHeldUntil(db: Db, edition: EditionNumber, until: Date | null): Promise<void> {
  await db.updateTable('plans').set({ held_until: until }).where('edition_number', '=', edition).execute();
}

/** What was not sent yet will not be: `planned` becomes `skipped`. Rows in a worker's hands are given back by it. */
export async function skipPlanned(db: Db, edition: EditionNumber, now: Date): Promise<void> {
  const { from, to } = DELIVERY_MOVES.skip;
  await db
    .updateTable('deliveries')
    .set({ state: to, ...reasonColumns(reason('run-cancelled')), updated_at: now })
    .where('edition_number', '=', edition)
    .where('state', 'in', from)
    .execute();
}

/** Holds that end by themselves and whose time has come. */
export async function endedHolds(db: Db, now: Date): Promise<EditionNumber[]> {
  const rows = await db.selectFrom('plans').select('edition_number').where('held_until', '<=', now).execute();
  return rows.map((row) => row.edition_number);
}

/** Editions on a hold that ends by itself. */
export async function timedHolds(db: Db): Promise<EditionNumber[]> {
  const rows = await db
    .selectFrom('plans')
    .select('edition_number')
    .where('held_until', 'is not', null)
    .execute();
  return rows.map((row) => row.edition_number);
}

/**
 * For FROM: `r`, the editions whose runs were not over then. Of others no delivery is read: the few mails that they may still
 * have sent since count for nothing here. Each is asked by itself, or PostgreSQL would read all deliveries at once.
 */
const sentSince = (since: RawBuilder<unknown>, what: RawBuilder<unknown>) => sql`
  (SELECT DISTINCT edition_number FROM runs WHERE coalesce(finished_at, 'infinity') > ${since}) r
  CROSS JOIN LATERAL (
    SELECT ${what} AS found FROM deliveries WHERE edition_number = r.edition_number AND sent_at > ${since}
  ) d`;

/** When the oldest mail of the last 24 hours leaves the rolling day; `undefined` when none of them is ours. */
export async function dayFreesAt(db: Db, now: Date): Promise<Date | undefined> {
  const since = sql`${now}::timestamptz - interval '24 hours'`;
  const { rows } = await sql<{ at: Date | null }>`
    SELECT min(found) + interval '24 hours' AS at FROM ${sentSince(since, sql`min(sent_at)`)}`.execute(db);
  return rows[0]?.at ?? undefined;
}

/** How many mails Amazon SES took since, as far as this database knows. */
export async function countSentSince(db: Db, since: Date): Promise<number> {
  const { rows } = await sql<{ sent: number }>`
    SELECT (coalesce((SELECT sum(found) FROM ${sentSince(sql`${since}::timestamptz`, sql`count(*)`)}), 0)
      + (SELECT count(*) FROM notices WHERE state = 'accepted' AND updated_at > ${since}::timestamptz))::bigint AS sent`.execute(
    db,
  );
  return rows[0]?.sent ?? 0;
}
