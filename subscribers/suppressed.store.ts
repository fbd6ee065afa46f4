import { sql } from 'kysely';
import type { Db, SubscriberId } from '../src/core/index.ts';

export type StoppedReader = {
  readonly subscriber: SubscriberId;
  /** Null once retention has removed it. */
  readonly email: string | null;
  readonly reason: string;
  readonly since: Date;
};

/** How many of the mails that were reported of a stopped reader were what. */
export type SuppressionEvidence = {
  /** The event names another MessageId than our mail has: another installation's. */
  readonly strangers: number;
  /** To an address that was not, or no longer, the reader's when they were stopped. */
  readonly elsewhere: number;
  /** To the address that they had when they were stopped. */
  readonly own: number;
  /** They had changed their address, or asked to, before they were stopped. */
  readonly moved: boolean;
};

const stopped = sql`
  SELECT s.id AS subscriber, s.email, s.email_key, coalesce(s.state_reason, '') AS reason,
    coalesce(c.at, s.updated_at) AS since, c.detail ? 'mailbox' AS looked
  FROM subscribers s LEFT JOIN LATERAL (
    SELECT at, detail FROM consents WHERE subscriber_id = s.id AND event = 'suppressed' ORDER BY id DESC LIMIT 1
  ) c ON true
  WHERE s.state = 'suppressed'`;

/** Readers who are stopped, oldest first. */
export async function readStopped(db: Db): Promise<StoppedReader[]> {
  const { rows } = await sql<StoppedReader>`
    SELECT subscriber, email, reason, since FROM (${stopped}) st ORDER BY since, subscriber`.execute(db);
  return rows;
}

/**
 * Readers whom a version stopped that did not look whose mailbox an event was about, with what is still held about the mails
 * that were reported: Amazon's bounces and complaints, the mails' own MessageIds and addresses, and when their readers moved.
 * Reads every event of these two kinds.
 */
export async function readUnlooked(db: Db): Promise<(StoppedReader & SuppressionEvidence)[]> {
  const { rows } = await sql<StoppedReader & SuppressionEvidence>`
    WITH st AS MATERIALIZED (
      SELECT * FROM (${stopped}) st WHERE email IS NOT NULL AND looked IS NOT TRUE
        AND reason IN ('hard bounce', 'complaint', 'soft bounces')
    ), reports AS MATERIALIZED (
      SELECT payload->'mail'->>'messageId' AS message_id, payload->'mail'->'tags'->'delivery'->>0 AS delivery,
        payload->'mail'->'tags'->'notice'->>0 AS notice
      FROM ses_events WHERE event_type IN ('Bounce', 'Complaint')
    ), mails AS (
      SELECT st.subscriber, d.message_id, coalesce(d.sent_at, d.updated_at) < (
          SELECT max(at) FROM consents c WHERE c.subscriber_id = st.subscriber AND c.event = 'address changed' AND c.at <= st.since
        ) AS elsewhere,
        (SELECT array_agg(r.message_id) FROM reports r WHERE r.delivery = d.id::text) AS reported
      FROM st JOIN editions e ON true JOIN deliveries d ON d.edition_number = e.number AND d.subscriber_id = st.subscriber
      WHERE d.state = 'complained' OR (d.state = 'bounced' AND (st.reason = 'soft bounces' OR d.reason_code = 'hard-bounce'))
      UNION ALL
      SELECT st.subscriber, n.message_id, lower(n.to_address) <> st.email_key,
        (SELECT array_agg(r.message_id) FROM reports r WHERE r.notice = n.id::text)
      FROM st JOIN notices n ON n.subscriber_id = st.subscriber
      WHERE n.state = 'rejected' AND n.reason_code = 'hard-bounce'
    ), judged AS (
      SELECT subscriber, coalesce(elsewhere, false) AS elsewhere,
        coalesce(message_id IS NOT NULL AND reported IS NOT NULL AND NOT message_id = ANY(reported), false) AS stranger
      FROM mails
    )
    SELECT st.subscriber, st.email, st.reason, st.since,
      (SELECT count(*) FROM judged j WHERE j.subscriber = st.subscriber AND j.stranger) AS strangers,
      (SELECT count(*) FROM judged j WHERE j.subscriber = st.subscriber AND j.elsewhere AND NOT j.stranger) AS elsewhere,
      (SELECT count(*) FROM judged j WHERE j.subscriber = st.subscriber AND NOT j.elsewhere AND NOT j.stranger) AS own,
      EXISTS (
        SELECT 1 FROM consents c WHERE c.subscriber_id = st.subscriber AND c.at <= st.since
          AND c.event IN ('address changed', 'address change asked')
      ) AS moved
    FROM st ORDER BY st.since, st.subscriber`.execute(db);
  return rows;
}
