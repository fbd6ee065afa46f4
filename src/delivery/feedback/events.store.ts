import { sql } from 'kysely';
import type { Db } from '../../core/index.ts';

export type StoredEvent = {
  id: number;
  payload: unknown;
  /** Keyed hashes of the mailbox that it names; empty where it names none, or an earlier version stored it. */
  mailboxes: string[];
  receivedAt: Date;
};

/** Locks the oldest events that are due, that nobody has applied and nobody else is applying. */
export async function lockEvents(
  db: Db,
  { limit, now }: { limit: number; now: Date },
): Promise<StoredEvent[]> {
  const { rows } = await sql<StoredEvent>`
    SELECT id, payload, coalesce(mailboxes, '{}') AS mailboxes, received_at AS "receivedAt" FROM ses_events
    WHERE applied_at IS NULL AND due_at <= ${now}
    ORDER BY due_at, id LIMIT ${limit} FOR UPDATE SKIP LOCKED`.execute(db);
  return rows;
}

/** What they named is of no more use. */
export async function markApplied(db: Db, ids: readonly number[], now: Date): Promise<void> {
  await sql`UPDATE ses_events SET applied_at = ${now}, mailboxes = NULL WHERE id = ANY(${ids}::bigint[])`.execute(
    db,
  );
}

export async function putOffEvents(db: Db, events: readonly { id: number; until: Date }[]): Promise<void> {
  if (events.length === 0) return;
  await sql`UPDATE ses_events e SET due_at = u.until
    FROM unnest(${events.map((event) => event.id)}::bigint[], ${events.map((event) => event.until.toISOString())}::timestamptz[])
      AS u (id, until)
    WHERE e.id = u.id`.execute(db);
}

export async function eventsWait(db: Db, now: Date): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM ses_events WHERE applied_at IS NULL AND due_at <= ${now} LIMIT 1`.execute(db);
  return rows.length > 0;
}
