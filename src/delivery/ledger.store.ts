import { CompiledQuery, sql } from 'kysely';
import {
  type Db,
  type DeliveryId,
  type EditionNumber,
  OPEN_RUNS_IN_SQL,
  type SubscriberId,
  type Through,
} from '../core/index.ts';
import type { Promised } from '../journal/index.ts';
import { STATE_OF_REPORT } from './delivery.ts';
import { mayMove, moved } from './moves.ts';
import { applyOutcomes, type DeliveryOutcome } from './outcomes.store.ts';

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
    SELECT id, message_id, NULL AS mailbox, NULL::integer[] AS choice, NULL AS language FROM unnest($5::bigint[], $6::text[]) AS answer (id, message_id)
    UNION ALL
    SELECT next.id, NULL, next.mailbox, CASE WHEN s.all_sections THEN '{}' ELSE s.sections END, s.language
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
      language = CASE WHEN step.message_id IS NULL THEN step.language ELSE d.language END,
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
