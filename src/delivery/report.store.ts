import { sql } from 'kysely';
import type { Db, DeliveryState, EditionNumber, Reason, Through } from '../core/index.ts';

/** A delivery's state as it is told: a planned one in the hands of a living worker is `claimed`. */
export type ReportedState = DeliveryState | 'claimed';

/** Through what mails went; `unrecorded` where an earlier version sent them. */
export type ReportedThrough = Through | 'unrecorded';

export type StateCount = {
  state: ReportedState;
  reason: Reason | null;
  through: ReportedThrough | null;
  count: number;
};

/** Begins what is said only of the states that need a reason; for `d`. */
export const REASON_TOLD = sql`CASE WHEN d.state IN ('skipped', 'rejected', 'unknown', 'bounced') THEN`;
/** Through what a mail of `d` went that went. */
export const THROUGH_TOLD = sql`CASE WHEN d.state IN ('accepted', 'delivered', 'bounced', 'complained') THEN coalesce(d.through, 'unrecorded') END`;

export const planOf = (db: Db, edition: EditionNumber) =>
  db.selectFrom('plans').selectAll().where('edition_number', '=', edition).executeTakeFirst();

/** Editions that were planned since then. */
export async function selectPlannedSince(
  db: Db,
  since: Date,
): Promise<{ edition: EditionNumber; since: Date }[]> {
  const rows = await db
    .selectFrom('plans')
    .select(['edition_number', 'created_at'])
    .where('created_at', '>', since)
    .execute();
  return rows.map(({ edition_number: edition, created_at }) => ({ edition, since: created_at }));
}
