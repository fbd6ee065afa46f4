import { sql } from 'kysely';
import type { Db, EditionNumber, SubscriberId } from '../src/core/index.ts';

/** Editions that were really sent to the subscriber; the limit keeps PostgreSQL from reading the whole index. */
const sentTo = (id: SubscriberId) => sql`
  FROM editions e CROSS JOIN LATERAL (
    SELECT state FROM deliveries WHERE edition_number = e.number AND subscriber_id = ${id} LIMIT 1
  ) d WHERE d.state NOT IN ('planned', 'skipped')`;

/** The newest edition before this one that was really sent to the subscriber. */
export async function lastSentBefore(
  db: Db,
  id: SubscriberId,
  edition: EditionNumber,
): Promise<EditionNumber | null> {
  const { rows } = await sql<{ last: EditionNumber | null }>`
    SELECT max(e.number) AS last ${sentTo(id)} AND e.number < ${edition}`.execute(db);
  return rows[0]?.last ?? null;
}

/** How many editions after one and up to another were really sent to the subscriber. */
export async function sentBetween(
  db: Db,
  id: SubscriberId,
  { after, to }: { after: EditionNumber; to: EditionNumber },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count ${sentTo(id)} AND e.number > ${after} AND e.number <= ${to}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Mails of editions after a soft bounce have ended its row: written down before the record of them goes. */
export async function endSoftBounces(
  db: Db,
  mails: readonly { subscriber: SubscriberId; edition: EditionNumber }[],
): Promise<void> {
  if (mails.length === 0) return;
  await sql`
    UPDATE subscribers s SET soft_bounces = 0, soft_bounce_edition = NULL
    FROM unnest(${mails.map(({ subscriber }) => subscriber)}::bigint[], ${mails.map(({ edition }) => edition)}::int[]) AS mail (reader, edition)
    WHERE s.id = mail.reader AND s.soft_bounces > 0 AND s.soft_bounce_edition < mail.edition AND s.state = 'active'`.execute(
    db,
  );
}
