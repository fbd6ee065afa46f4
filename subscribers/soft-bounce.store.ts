import type { Db, EditionNumber, SubscriberId } from '../src/core/index.ts';

/** The newest edition before this one that was really sent to the subscriber. */
export async function lastSentBefore(
  db: Db,
  id: SubscriberId,
  edition: EditionNumber,
): Promise<EditionNumber | null> {
  const row = await db
    .selectFrom('editions as e')
    .innerJoin('deliveries as d', 'd.edition_number', 'e.number')
    .select('e.number')
    .where('d.subscriber_id', '=', id)
    .where('e.number', '<', edition)
    .where('d.state', 'not in', ['planned', 'skipped'])
    .orderBy('e.number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.number ?? null;
}
