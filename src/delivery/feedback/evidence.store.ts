import { sql } from 'kysely';
import {
  type Db,
  type DeliveryId,
  type EditionNumber,
  inOwnWords,
  OPEN_RUNS_IN_SQL,
  type Reason,
  type ReasonColumns,
  readReason,
  reasonColumns,
  sayReason,
} from '../../core/index.ts';
import type { Evidence } from './evidence.ts';

export type UnknownCall = Evidence & {
  /** Of its row in `unsettled`. */
  row: number;
  id: DeliveryId;
  edition: EditionNumber;
  calledAt: Date | null;
};

/** Looked at in one sweep: each asks for the events of its neighbours. */
const MOST = 50;
/** Claims are ranges of readers, so that its neighbours in time are among these, on each side. */
const ASIDE = 1_000;

/** An event that is applied is forgotten, but not that one without our tags was about the mailbox of an unknown mail. */
export async function noteDisputes(db: Db): Promise<void> {
  await sql`
    UPDATE unsettled u SET disputed = true WHERE NOT disputed AND EXISTS (
      SELECT FROM ses_events e WHERE e.applied_at IS NULL AND NOT coalesce(e.payload->'mail'->'tags' ? 'delivery', false)
        AND e.mailboxes @> ARRAY[(SELECT mailbox FROM deliveries WHERE id = u.delivery_id)])`.execute(db);
}

/** Unknown deliveries of open runs that are due to be looked at, with what the events say. Ages by the clock that wrote the times. */
export async function unknownCalls(db: Db, now: Date): Promise<UnknownCall[]> {
  const { rows } = await sql<UnknownCall>`
    SELECT u.id AS row, d.id, d.edition_number AS edition, u.called_at AS "calledAt", u.disputed,
      ${ms(sql`${now}::timestamptz - u.called_at`)} AS age, n.*,
      EXISTS (SELECT FROM ses_events e WHERE e.applied_at IS NULL AND (e.due_at <= ${now} OR e.mailboxes IS NULL)) AS backlog
    FROM (
      SELECT * FROM unsettled u WHERE look_at <= ${now} AND NOT EXISTS (
        SELECT FROM unsettled later WHERE later.edition_number = u.edition_number
          AND later.subscriber_id = u.subscriber_id AND later.id > u.id)
      AND EXISTS (SELECT FROM runs r WHERE r.edition_number = u.edition_number AND r.state IN (${sql.raw(OPEN_RUNS_IN_SQL)}))
      AND (SELECT state FROM deliveries WHERE id = u.delivery_id) = 'unknown'
      ORDER BY look_at, id LIMIT ${MOST}
    ) u CROSS JOIN LATERAL (SELECT * FROM deliveries WHERE id = u.delivery_id LIMIT 1) d
    CROSS JOIN LATERAL (${neighbours}) n`.execute(db);
  return rows;
}

const ms = (interval: ReturnType<typeof sql>) => sql`(extract(epoch FROM ${interval}) * 1000)::float8`;

const aside = (side: '<' | '>', order: 'ASC' | 'DESC') => sql`
  (SELECT message_id, sent_at, through, state FROM deliveries
    WHERE edition_number = d.edition_number AND subscriber_id ${sql.raw(side)} d.subscriber_id
    ORDER BY subscriber_id ${sql.raw(order)} LIMIT ${ASIDE})`;

/** Its own MessageId, which SES alone gives out, says which mail a Send event is about. */
const neighbours = sql`
  SELECT count(*) FILTER (WHERE m.sent_at <= u.called_at) AS before, count(*) FILTER (WHERE m.sent_at > u.called_at) AS after,
    count(e.received_at) AS "withSend", count(*) FILTER (WHERE e.lease = d.lease_id) AS "sameWorker",
    ${ms(sql`min(u.called_at - m.sent_at) FILTER (WHERE m.sent_at <= u.called_at AND e.received_at IS NOT NULL)`)} AS "nearestBefore",
    ${ms(sql`min(m.sent_at - u.called_at) FILTER (WHERE m.sent_at > u.called_at AND e.received_at IS NOT NULL)`)} AS "nearestAfter",
    ${ms(sql`max(e.received_at - m.sent_at)`)} AS longest
  FROM (${aside('<', 'DESC')} UNION ALL ${aside('>', 'ASC')}) m LEFT JOIN LATERAL (
    SELECT received_at, payload->'mail'->'tags'->'lease'->>0 AS lease FROM ses_events
    WHERE event_type = 'Send' AND payload->'mail'->>'messageId' = m.message_id LIMIT 1
  ) e ON true
  WHERE m.message_id IS NOT NULL AND m.through IS NOT DISTINCT FROM d.through AND m.state <> 'rejected'
    AND m.sent_at BETWEEN u.called_at - interval '15 minutes' AND u.called_at + interval '15 minutes'`;

export type Held = { row: number; why: Reason; lookAt: Date };

export async function writeHeld(db: Db, held: readonly Held[]): Promise<void> {
  if (held.length === 0) return;
  const told = held.map(({ why }) => reasonColumns(why));
  await sql`UPDATE unsettled u SET held = h.why, reason_code = h.code, reason_params = h.params::jsonb, look_at = h.at
    FROM unnest(${held.map(({ row }) => row)}::bigint[], ${told.map((one) => one.reason)}::text[],
      ${told.map((one) => one.reason_code)}::text[], ${told.map((one) => one.reason_params)}::text[],
      ${held.map(({ lookAt }) => lookAt.toISOString())}::timestamptz[]) AS h (id, why, code, params, at)
    WHERE u.id = h.id`.execute(db);
}

type Conclusion = UnknownCall & { windowMs: number };

export async function insertConclusions(db: Db, concluded: readonly Conclusion[], now: Date): Promise<void> {
  for (const { id, edition, calledAt, before, after, withSend, windowMs } of concluded) {
    await sql`INSERT INTO conclusions (edition_number, delivery_id, called_at, concluded_at, neighbours, with_send, window_minutes)
      VALUES (${edition}, ${id}, ${calledAt}, ${now}, ${before + after}, ${withSend}, ${Math.ceil(windowMs / 60_000)})`.execute(
      db,
    );
  }
}

/** What was concluded of an edition's unknown mails, from at least so many neighbours, and why others hold. */
export type EvidenceReport = {
  notTaken: number;
  neighbours: number;
  withSend: number;
  windowMinutes: number;
  held: Record<string, number>;
};

export async function evidenceOf(db: Db, edition: EditionNumber): Promise<EvidenceReport | undefined> {
  const { rows } = await sql<Omit<EvidenceReport, 'held'>>`
    SELECT count(*) AS "notTaken", coalesce(min(neighbours), 0) AS neighbours, coalesce(min(with_send), 0) AS "withSend",
      coalesce(max(window_minutes), 0) AS "windowMinutes" FROM conclusions WHERE edition_number = ${edition}`.execute(
    db,
  );
  const why = await whyHeld(db, edition);
  const held = Object.fromEntries(why.map((one) => [sayReason(one.why, 'terminal'), one.count]));
  const found = rows[0];
  if (!found || (Number(found.notTaken) === 0 && Object.keys(held).length === 0)) return undefined;
  return { ...found, held };
}

/** Why unknown mails hold, and how many for each reason, most first. */
export async function whyHeld(db: Db, edition: EditionNumber): Promise<{ why: Reason; count: number }[]> {
  const { rows } = await sql<ReasonColumns & { count: number }>`
    SELECT min(held) AS reason, reason_code, reason_params, count(DISTINCT delivery_id) AS count
    FROM unsettled u WHERE edition_number = ${edition} AND held IS NOT NULL
      AND (SELECT state FROM deliveries WHERE id = u.delivery_id) = 'unknown'
    GROUP BY reason_code, reason_params ORDER BY count DESC, 1`.execute(db);
  return rows.map(({ count, ...told }) => ({ why: readReason(told) ?? inOwnWords(''), count }));
}
