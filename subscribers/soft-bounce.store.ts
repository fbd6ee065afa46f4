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

/** How many editions after one and up to another were really sent to the subscriber. */
export async function sentBetween(
  db: Db,
  id: SubscriberId,
  { after, to }: { after: EditionNumber; to: EditionNumber },
): Promise<number> {
  const row = await db
    .selectFrom('editions as e')
    .innerJoin('deliveries as d', 'd.edition_number', 'e.number')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('d.subscriber_id', '=', id)
    .where('e.number', '>', after)
    .where('e.number', '<=', to)
    .where('d.state', 'not in', ['planned', 'skipped'])
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
