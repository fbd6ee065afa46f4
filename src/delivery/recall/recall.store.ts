import { sql } from 'kysely';
import {
  type Db,
  type DeliveryId,
  type EditionNumber,
  reason,
  type SubscriberId,
  sayReason,
} from '../../core/index.ts';
import type { RecalledMail } from '../../journal/index.ts';
import { mayMove, moved } from '../moves.ts';

type Recallable = { id: DeliveryId; subscriber: SubscriberId; email: string };

/** Deliveries of an edition that the database does not know to have been answered, by subscriber. */
export async function selectRecallable(
  db: Db,
  { edition, after, limit }: { edition: EditionNumber; after: SubscriberId; limit: number },
): Promise<Recallable[]> {
  const { rows } = await sql<Recallable>`
    SELECT d.id, d.subscriber_id AS subscriber, s.email FROM deliveries d JOIN subscribers s ON s.id = d.subscriber_id
    WHERE d.edition_number = ${edition} AND d.subscriber_id > ${after} AND ${sql.raw(mayMove('recall'))} AND s.email IS NOT NULL
    ORDER BY d.subscriber_id LIMIT ${limit}`.execute(db);
  return rows;
}

const LOST = reason('worker-stopped');

/**
 * Writes what became of mails by a journal. What certainly never reached Amazon SES is planned; what nobody answered is unknown,
 * and goes the way of every unknown mail. What has been settled here meanwhile stays.
 */
export async function writeRecall(
  db: Db,
  mails: readonly { id: DeliveryId; mail: RecalledMail }[],
  now: Date,
): Promise<void> {
  const column = <T>(pick: (mail: RecalledMail) => T) => mails.map(({ mail }) => pick(mail));
  await sql`
    UPDATE deliveries d SET
      state = CASE r.state WHEN 'unknown' THEN ${sql.raw(moved('recall'))} WHEN 'unsent' THEN ${sql.raw(moved('unsent'))} ELSE r.state END,
      lease_id = NULL, message_id = coalesce(r.message_id, d.message_id), mailbox = r.mailbox, through = r.through,
      reason = CASE r.state WHEN 'unknown' THEN ${sayReason(LOST, 'page')} END,
      reason_code = CASE r.state WHEN 'unknown' THEN ${LOST.code} END, reason_params = NULL,
      sent_at = CASE r.state WHEN 'accepted' THEN r.at ELSE d.sent_at END, tries = greatest(d.tries, 1), updated_at = ${now}
    FROM unnest(${mails.map(({ id }) => id)}::bigint[], ${column((m) => m.state)}::text[], ${column((m) => m.messageId)}::text[],
      ${column((m) => m.mailbox)}::text[], ${column((m) => m.through)}::text[], ${column((m) => m.at)}::timestamptz[])
      AS r (id, state, message_id, mailbox, through, at)
    WHERE d.id = r.id AND ${sql.raw(mayMove('recall'))} AND (r.state <> 'unsent' OR ${sql.raw(mayMove('unsent'))})`.execute(
    db,
  );
}
