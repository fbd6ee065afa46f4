import { sql } from 'kysely';
import {
  type Db,
  type DeliveryId,
  type DeliveryState,
  inTransaction,
  type ReasonColumns,
  readReason,
  reasonColumns,
} from '../core/index.ts';
import { noteSettled } from '../journal/index.ts';
import { type DeliveryEvent, type Standing, transition } from './delivery.ts';
import { bounceOf } from './ses-event.ts';

/** What has become of one delivery; `id` ties it to its row, whatever order results come in. */
export type DeliveryOutcome = { id: DeliveryId; event: DeliveryEvent };

type Row = ReasonColumns & { id: DeliveryId; state: DeliveryState; lease_id: string | null };
type Change = {
  id: DeliveryId;
  from: Standing;
  to: Standing;
  event: DeliveryEvent;
  /** Its reason stays: only the MessageId is new. */
  keepsReason: boolean;
};

/**
 * Applies events to whatever state their rows are in: locks, decides by `transition`, writes in one statement.
 * Rows are locked in the order of their ids, so that two callers never wait for each other in a circle.
 * Returns the changes made.
 */
export async function applyOutcomes(
  db: Db,
  outcomes: readonly DeliveryOutcome[],
  now: Date,
): Promise<Change[]> {
  if (outcomes.length === 0) return [];
  return inTransaction(db, async (tx) => {
    const ids = [...new Set(outcomes.map((outcome) => outcome.id))];
    const { rows } = await sql<Row>`
      SELECT id, state, lease_id, reason, reason_code, reason_params FROM deliveries WHERE id = ANY(${ids}::bigint[]) ORDER BY id FOR UPDATE`.execute(
      tx,
    );
    const changes = decide(rows, outcomes);
    await writeChanges(tx, changes, now);
    await noteSettled(
      tx,
      changes.filter(({ from }) => from.state === 'unknown').map(({ id }) => id),
    );
    return changes;
  });
}

function decide(rows: Row[], outcomes: readonly DeliveryOutcome[]): Change[] {
  const standing = new Map(rows.map((row) => [Number(row.id), standingOf(row)]));
  const changes = new Map<number, Change>();
  for (const { id, event } of outcomes) {
    const from = standing.get(id);
    const moved = from && transition(from, event);
    // An answer that a report overtook still brings the MessageId.
    const to = moved ?? (event.type === 'accept' ? from : undefined);
    if (!from || !to) continue;
    changes.set(id, { id, from: changes.get(id)?.from ?? from, to, event, keepsReason: moved === undefined });
    standing.set(id, to);
  }
  return [...changes.values()];
}

const standingOf = (row: Row): Standing => ({
  state: row.state,
  lease: row.lease_id,
  ...(row.state === 'bounced' ? { bounce: bounceOf(readReason(row)) } : {}),
});

async function writeChanges(db: Db, changes: Change[], now: Date): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    UPDATE deliveries d SET ${assignments(now)}
    FROM (SELECT * FROM ${unnestOf(changes)}) c WHERE d.id = c.id`.execute(db);
}

const assignments = (now: Date) => sql`
  state = c.state, lease_id = c.lease, reason = CASE WHEN c.keeps THEN d.reason ELSE c.reason END,
  reason_code = CASE WHEN c.keeps THEN d.reason_code ELSE c.reason_code END,
  reason_params = CASE WHEN c.keeps THEN d.reason_params ELSE c.reason_params::jsonb END,
  message_id = CASE WHEN c.anew THEN NULL ELSE coalesce(c.message_id, d.message_id) END,
  mailbox = CASE WHEN c.anew THEN NULL ELSE d.mailbox END,
  sent_at = CASE WHEN c.anew THEN NULL WHEN c.sent THEN coalesce(d.sent_at, ${now}) ELSE d.sent_at END,
  through = CASE WHEN c.anew THEN NULL ELSE d.through END, tries = d.tries - c.unspent, updated_at = ${now}`;

function unnestOf(changes: readonly Change[]) {
  const column = <T>(pick: (change: Change) => T) => changes.map(pick);
  const told = changes.map(({ event }) => reasonColumns(('reason' in event && event.reason) || null));
  return sql`unnest(
    ${column((c) => c.id)}::bigint[],
    ${column((c) => c.to.state)}::text[],
    ${column((c) => c.to.lease)}::text[],
    ${told.map((one) => one.reason)}::text[],
    ${told.map((one) => one.reason_code)}::text[],
    ${told.map((one) => one.reason_params)}::text[],
    ${column((c) => (c.event.type === 'accept' ? c.event.messageId : null))}::text[],
    ${column((c) => c.event.type === 'accept' || c.event.type === 'report')}::boolean[],
    ${column((c) => (c.event.type === 'unsent' ? 1 : 0))}::int[],
    ${column((c) => c.event.type === 'replan')}::boolean[],
    ${column((c) => c.keepsReason)}::boolean[]
  ) AS u (id, state, lease, reason, reason_code, reason_params, message_id, sent, unspent, anew, keeps)`;
}
