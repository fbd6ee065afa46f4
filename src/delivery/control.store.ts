import { sql } from 'kysely';
import {
  DAY_MS,
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
 * Editions whose runs were not over at a time. Of others no delivery is read: the few mails that they may still have sent since count
 * for nothing here. By their numbers, since PostgreSQL reads all deliveries where it does not know them when it plans.
 */
async function sendingSince(db: Db, since: Date): Promise<EditionNumber[]> {
  const { rows } = await sql<{ edition: EditionNumber }>`
    SELECT DISTINCT edition_number AS edition FROM runs WHERE coalesce(finished_at, 'infinity') > ${since}`.execute(
    db,
  );
  return rows.map(({ edition }) => edition);
}

/** When the oldest mail of the last 24 hours leaves the rolling day; `undefined` when none of them is ours. */
export async function dayFreesAt(db: Db, now: Date): Promise<Date | undefined> {
  const since = new Date(now.getTime() - DAY_MS);
  const { rows } = await sql<{ at: Date | null }>`
    SELECT min(sent_at) + interval '24 hours' AS at FROM deliveries
    WHERE sent_at > ${since} AND edition_number = ANY(${await sendingSince(db, since)}::int[])`.execute(db);
  return rows[0]?.at ?? undefined;
}

/** How many mails Amazon SES took since, as far as this database knows. */
export async function countSentSince(db: Db, since: Date): Promise<number> {
  const { rows } = await sql<{ sent: number }>`
    SELECT (SELECT count(*) FROM deliveries WHERE sent_at > ${since} AND edition_number = ANY(${await sendingSince(db, since)}::int[]))
      + (SELECT count(*) FROM notices WHERE state = 'accepted' AND updated_at > ${since}) AS sent`.execute(
    db,
  );
  return rows[0]?.sent ?? 0;
}
