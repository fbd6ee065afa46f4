import { type Selectable, sql } from 'kysely';
import type { Actor, CalendarEntryTable, Db } from '../core/index.ts';

export type EntryRow = Selectable<CalendarEntryTable>;

/** Everything that somebody has ever changed; a handful of rows a year. */
export const selectEntries = (db: Db): Promise<EntryRow[]> =>
  db.selectFrom('calendar_entries').selectAll().orderBy('send_at').orderBy('id').execute();

/** One change of the calendar at a time, so that two editions never meet on one date. Held until the transaction ends. */
export async function lockCalendar(tx: Db): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${CALENDAR_LOCK}, 0)`.execute(tx);
}

/** Namespace of the advisory locks. */
const CALENDAR_LOCK = 7_120;

export type EntryChange = {
  slot: Date;
  kind: EntryRow['kind'];
  sendAt: Date;
  skipped: boolean;
  reason: string;
  at: Date;
  by: Actor;
};

/** Writes what becomes of a date. Each change after the first version raises its sequence. Returns the entry's id. */
export async function upsertEntry(tx: Db, { slot, kind, ...change }: EntryChange): Promise<number> {
  const row = {
    send_at: change.sendAt,
    skipped: change.skipped,
    reason: change.reason,
    changed_at: change.at,
    changed_by: JSON.stringify(change.by),
  };
  const { id } = await tx
    .insertInto('calendar_entries')
    // Of a date of the cadence the first version, 0, was shown before anybody changed it.
    .values({ slot, kind, ...row, sequence: kind === 'cadence' ? 1 : 0 })
    .onConflict((known) =>
      known.column('slot').doUpdateSet({ ...row, sequence: sql`calendar_entries.sequence + 1` }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
