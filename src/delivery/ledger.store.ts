import { sql } from 'kysely';
import type { Db, DeliveryId, DeliveryState, EditionNumber } from '../core/index.ts';
import { type DeliveryEvent, type Standing, transition } from './delivery.ts';

/** What has become of one delivery; `id` ties it to its row, whatever order results come in. */
export type Outcome = { id: DeliveryId; event: DeliveryEvent };

type Row = { id: DeliveryId; state: DeliveryState; lease_id: string | null };
type Change = { id: DeliveryId; from: Standing; to: Standing; event: DeliveryEvent };

export type Step = {
  edition: EditionNumber;
  lease: string;
  outcomes: readonly Outcome[];
  next: readonly DeliveryId[];
  now: Date;
};

/**
 * Settles `outcomes` and, in the same statement and so the same commit, marks `next` as `calling`.
 * Returns the ids that may be called, those still claimed under this lease; and whether calls may be made at all: the lease
 * lives and the run is open. Safe to repeat after a lost connection: what is done already is done once.
 */
export async function settleAndCall(db: Db, step: Step): Promise<{ called: DeliveryId[]; open: boolean }> {
  const { edition, lease, outcomes, next, now } = step;
  const changes = outcomes.flatMap(({ id, event }) => expected(id, lease, event));
  const { rows } = await sql<{
    id: DeliveryId | null;
    what: 'settled' | 'called' | 'open';
  }>`/* keep settle_and_call */
    WITH change AS (SELECT * FROM ${unnestOf(changes)}),
    gate AS (
      SELECT 1 FROM leases l JOIN runs r ON r.edition_number = l.edition_number AND r.state IN ('running', 'waiting', 'succeeded')
      WHERE l.id = ${lease} AND l.edition_number = ${edition} AND l.expires_at > clock_timestamp()
    ), settled AS (
      UPDATE deliveries d SET ${assignments(now)}
      FROM change c WHERE d.id = c.id AND d.state = 'calling' AND d.lease_id = ${lease}
      RETURNING d.id
    ), called AS (
      UPDATE deliveries d SET state = 'calling', tries = d.tries + (d.state = 'claimed')::int, updated_at = ${now}
      WHERE d.id = ANY(${next}::bigint[]) AND d.lease_id = ${lease} AND d.state IN ('claimed', 'calling')
        AND EXISTS (SELECT 1 FROM gate)
      RETURNING d.id
    )
    SELECT id, 'settled' AS what FROM settled UNION ALL SELECT id, 'called' FROM called
    UNION ALL SELECT NULL, 'open' FROM gate`.execute(db);
  const ids = (what: 'settled' | 'called') =>
    rows.flatMap((row) => (row.what === what && row.id !== null ? [row.id] : []));
  const settled = new Set(ids('settled'));
  const late = outcomes.filter(({ id }) => !settled.has(id));
  if (late.length > 0) await applyOutcomes(db, late, now);
  return { called: ids('called'), open: rows.some((row) => row.what === 'open') };
}

/** The usual case, decided before the row is read: it is `calling` under our lease. The statement checks that it was. */
function expected(id: DeliveryId, lease: string, event: DeliveryEvent): Change[] {
  const from: Standing = { state: 'calling', lease };
  const to = transition(from, event);
  return to === undefined ? [] : [{ id, from, to, event }];
}

/**
 * Applies events to whatever state their rows are in: locks, decides by `transition`, writes in one statement.
 * Rows are locked in the order of their ids, so that two callers never wait for each other in a circle.
 * Returns the changes made.
 */
export async function applyOutcomes(db: Db, outcomes: readonly Outcome[], now: Date): Promise<Change[]> {
  if (outcomes.length === 0) return [];
  return inTransaction(db, async (tx) => {
    const ids = [...new Set(outcomes.map((outcome) => outcome.id))];
    const { rows } = await sql<Row>`
      SELECT id, state, lease_id FROM deliveries WHERE id = ANY(${ids}::bigint[]) ORDER BY id FOR UPDATE`.execute(
      tx,
    );
    const changes = decide(rows, outcomes);
    await writeChanges(tx, changes, now);
    return changes;
  });
}

function decide(rows: Row[], outcomes: readonly Outcome[]): Change[] {
  const standing = new Map(rows.map((row) => [Number(row.id), { state: row.state, lease: row.lease_id }]));
  const changes = new Map<number, Change>();
  for (const { id, event } of outcomes) {
    const from = standing.get(id);
    // An answer that a report overtook still brings the MessageId.
    const to = from && (transition(from, event) ?? (event.type === 'accept' ? from : undefined));
    if (!from || !to) continue;
    changes.set(id, { id, from: changes.get(id)?.from ?? from, to, event });
    standing.set(id, to);
  }
  return [...changes.values()];
}

async function writeChanges(db: Db, changes: Change[], now: Date): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    UPDATE deliveries d SET ${assignments(now)}
    FROM (SELECT * FROM ${unnestOf(changes)}) c WHERE d.id = c.id`.execute(db);
}

const assignments = (now: Date) => sql`
  state = c.state, lease_id = c.lease, reason = CASE WHEN c.state = d.state THEN d.reason ELSE c.reason END,
  message_id = coalesce(c.message_id, d.message_id),
  sent_at = CASE WHEN c.sent THEN coalesce(d.sent_at, ${now}) ELSE d.sent_at END,
  tries = d.tries - c.unspent, updated_at = ${now}`;

function unnestOf(changes: readonly Change[]) {
  const column = <T>(pick: (change: Change) => T) => changes.map(pick);
  return sql`unnest(
    ${column((c) => c.id)}::bigint[],
    ${column((c) => c.to.state)}::text[],
    ${column((c) => c.to.lease)}::text[],
    ${column((c) => ('reason' in c.event ? (c.event.reason ?? null) : null))}::text[],
    ${column((c) => (c.event.type === 'accept' ? c.event.messageId : null))}::text[],
    ${column((c) => c.event.type === 'accept' || c.event.type === 'report')}::boolean[],
    ${column((c) => (c.event.type === 'unsent' ? 1 : 0))}::int[]
  ) AS u (id, state, lease, reason, message_id, sent, unspent)`;
}

/** Runs in the caller's transaction when there is one. */
export function inTransaction<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}
