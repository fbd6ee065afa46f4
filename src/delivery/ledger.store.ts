import { CompiledQuery, sql } from 'kysely';
import {
  type Db,
  type DeliveryId,
  type DeliveryState,
  type EditionNumber,
  inTransaction,
  OPEN_RUNS_IN_SQL,
  type ReasonColumns,
  readReason,
  reasonColumns,
  type SubscriberId,
  type Through,
} from '../core/index.ts';
import { noteSettled, type Promised } from '../journal/index.ts';
import { type DeliveryEvent, STATE_OF_REPORT, type Standing, transition } from './delivery.ts';
import { mayMove, moved } from './moves.ts';
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

/** A delivery to be called, and the row of its reader that its mail was made from. */
export type Next = { id: DeliveryId; subscriber: SubscriberId; version: string };

export type LedgerStep = {
  edition: EditionNumber;
  lease: string;
  outcomes: readonly DeliveryOutcome[];
  next: readonly Next[];
  /** Through what `next` are called. */
  through?: Through;
  /** Keyed hashes of the mailboxes that `next` are mailed to. */
  mailboxes?: ReadonlyMap<DeliveryId, string>;
  /** How the journal grows once this is committed. */
  promise?: Promised | undefined;
  now: Date;
};

/** The gate of every call: the lease ($1) of the edition ($2) lives, the run is open, and no restore waits for a person. */
const GATE = `
    SELECT 1 FROM leases l JOIN runs r ON r.edition_number = l.edition_number AND r.state IN (${OPEN_RUNS_IN_SQL})
    WHERE l.id = $1 AND l.edition_number = $2 AND l.expires_at > clock_timestamp()
      AND NOT EXISTS (SELECT FROM restore_holds WHERE released_at IS NULL)`;

/**
 * Settles `outcomes` and marks `next` as `calling`: the usual answers, which SES accepted, in the same statement and so the
 * same commit, any others after it. Returns the ids that may be called, and whether calls may be made at all: the lease
 * lives and the run is open. A delivery whose reader has changed since the claim stays `planned`: the next claim looks at them
 * again. Safe to repeat after a lost connection: what is done already is done once. `promised`: the journal may grow.
 */
export async function settleAndCall(
  db: Db,
  step: LedgerStep,
): Promise<{ called: DeliveryId[]; open: boolean; promised: boolean }> {
  const accepted = step.outcomes.flatMap(({ id, event }) =>
    event.type === 'accept' ? [{ id, messageId: event.messageId }] : [],
  );
  const { settled, called, open, promised } = await writeStep(db, step, accepted);
  // Rows that were not as expected are read under a lock and decided anew, with all that were with them.
  const anew = step.outcomes.filter(({ event }) => event.type !== 'accept' || settled < accepted.length);
  await applyOutcomes(db, anew, step.now);
  if (!open) return { called: [], open, promised };
  if (called === step.next.length) return { called: step.next.map(({ id }) => id), open, promised };
  return { called: await calledAlready(db, step), open, promised };
}

type Accepted = { id: DeliveryId; messageId: string };

/**
 * What `transition` says of an answer that comes while its row is `calling` under our lease, and of a call of a `planned`
 * row whose reader is as they were at the claim; only such rows are written. `xmin` is PostgreSQL's own name for a version of
 * a row: whatever changes a reader, by whatever hand, changes it. A row that is `calling` under our lease already is one whose first mark's answer was lost.
 * Ids that are neighbours are found in one walk of an index (`= ANY`), and not one by one. A text, since it runs for every few mails.
 */
const WRITE_STEP = `/* keep settle_and_call */
  WITH promise AS MATERIALIZED (SELECT promise_journal($11, $12, $13, $14) AS kept
  ), gate AS MATERIALIZED (${GATE} AND (SELECT kept FROM promise)
  ), step AS (
    SELECT id, message_id, NULL AS mailbox, NULL::integer[] AS choice FROM unnest($5::bigint[], $6::text[]) AS answer (id, message_id)
    UNION ALL
    SELECT next.id, NULL, next.mailbox, CASE WHEN s.all_sections THEN '{}' ELSE s.sections END
    FROM unnest($7::bigint[], $8::bigint[], $9::xid[], $10::text[]) AS next (id, reader, version, mailbox)
    JOIN subscribers s ON s.id = ANY($8::bigint[]) AND s.id = next.reader AND s.xmin = next.version
    WHERE EXISTS (SELECT FROM gate)
  ), written AS (
    UPDATE deliveries d SET
      state = CASE WHEN step.message_id IS NULL THEN ${moved('call')} ELSE '${STATE_OF_REPORT.sent}' END,
      lease_id = CASE WHEN step.message_id IS NULL THEN $1 END,
      reason = CASE WHEN step.message_id IS NULL THEN d.reason END,
      reason_code = CASE WHEN step.message_id IS NULL THEN d.reason_code END,
      reason_params = CASE WHEN step.message_id IS NULL THEN d.reason_params END,
      message_id = coalesce(step.message_id, d.message_id),
      sent_at = CASE WHEN step.message_id IS NULL THEN d.sent_at ELSE coalesce(d.sent_at, $3) END,
      through = CASE WHEN step.message_id IS NULL THEN $4 ELSE d.through END,
      mailbox = coalesce(step.mailbox, d.mailbox), choice = coalesce(step.choice, d.choice),
      tries = d.tries + (${mayMove('call')})::int, updated_at = $3
    FROM step
    WHERE d.id = ANY($5::bigint[] || $7::bigint[]) AND d.id = step.id
      AND (d.state = ${moved('call')} AND d.lease_id = $1 OR ${mayMove('call')} AND step.message_id IS NULL)
    RETURNING step.message_id IS NULL AS called
  )
  SELECT count(*) FILTER (WHERE NOT called) AS settled, count(*) FILTER (WHERE called) AS called,
    EXISTS (SELECT FROM gate) AS open, (SELECT kept FROM promise) AS promised FROM written`;

type Written = { settled: number; called: number; open: boolean; promised: boolean };

async function writeStep(
  db: Db,
  { edition, lease, next, mailboxes, through, promise, now }: LedgerStep,
  accepted: readonly Accepted[],
): Promise<Written> {
  const { rows } = await db.executeQuery<Written>(
    CompiledQuery.raw(WRITE_STEP, [
      lease,
      edition,
      now.toISOString(),
      through ?? null,
      arrayOf(accepted.map(({ id }) => id)),
      accepted.map(({ messageId }) => messageId),
      arrayOf(next.map(({ id }) => id)),
      arrayOf(next.map(({ subscriber }) => subscriber)),
      arrayOf(next.map(({ version }) => version)),
      next.map(({ id }) => mailboxes?.get(id) ?? null),
      promise?.journal ?? null,
      promise?.known ?? null,
      promise?.written ?? null,
      promise?.upto ?? null,
    ]),
  );
  return rows[0] ?? { settled: 0, called: 0, open: false, promised: false };
}

/** As PostgreSQL writes an array of numbers. */
const arrayOf = (values: readonly (number | string)[]) => `{${values.join()}}`;

/** Of those that were to be called, the ones that are marked under this lease, and whose readers are as they were. */
async function calledAlready(db: Db, { lease, next }: LedgerStep): Promise<DeliveryId[]> {
  const [ids, versions] = [next.map(({ id }) => id).join(), next.map(({ version }) => version).join()];
  const { rows } = await sql<{ id: DeliveryId }>`
    SELECT d.id FROM unnest(${`{${ids}}`}::bigint[], ${`{${versions}}`}::xid[]) AS next (id, version)
    JOIN deliveries d ON d.id = next.id JOIN subscribers s ON s.id = d.subscriber_id AND s.xmin = next.version
    WHERE d.state = ${sql.raw(moved('call'))} AND d.lease_id = ${lease}`.execute(db);
  return rows.map((row) => row.id);
}

const MAY_STILL_BE_CALLED = `/* keep may_still_be_called */
  SELECT 1 FROM deliveries d JOIN subscribers s ON s.id = d.subscriber_id
  WHERE d.id = $3 AND d.state = ${moved('call')} AND d.lease_id = $1 AND s.xmin = $4::xid AND EXISTS (${GATE})`;

/** Whether one that is marked may be called now: the gate is open, and its reader still as they were at the claim. */
export async function mayStillBeCalled(
  db: Db,
  { edition, lease, next }: { edition: EditionNumber; lease: string; next: Next },
): Promise<boolean> {
  const { rows } = await db.executeQuery(
    CompiledQuery.raw(MAY_STILL_BE_CALLED, [lease, edition, next.id, next.version]),
  );
  return rows.length > 0;
}

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
