import { sql } from 'kysely';
import {
  type Db,
  type DeliveryState,
  type EditionNumber,
  type Reason,
  type ReasonColumns,
  readReason,
  type SubscriberId,
} from '../src/core/index.ts';

/** An edition that was planned, and what there is of a reader's mail of it. */
export type PlannedEdition = {
  readonly edition: EditionNumber;
  /** When its readers were looked at. */
  readonly plannedAt: Date;
  /** Records of mails from before are gone; null = all are there. */
  readonly foldedBefore: Date | null;
  readonly mail: {
    readonly state: DeliveryState;
    readonly why: Reason | null;
    /** When Amazon first had it, else when its state last changed. */
    readonly at: Date;
    readonly simulated: boolean;
  } | null;
};

type Row = Omit<PlannedEdition, 'mail'> &
  ReasonColumns & { state: DeliveryState | null; at: Date; simulated: boolean };

/** The newest first. */
export async function selectPlannedEditions(
  db: Db,
  id: SubscriberId,
  limit: number,
): Promise<PlannedEdition[]> {
  const { rows } = await sql<Row>`
    SELECT p.edition_number AS edition, p.created_at AS "plannedAt", p.folded_before AS "foldedBefore",
      d.state, d.reason, d.reason_code, d.reason_params, coalesce(d.sent_at, d.updated_at) AS at,
      coalesce(d.through = 'simulator', false) AS simulated
    FROM plans p LEFT JOIN LATERAL (
      SELECT * FROM deliveries WHERE edition_number = p.edition_number AND subscriber_id = ${id} LIMIT 1
    ) d ON true ORDER BY p.edition_number DESC LIMIT ${limit}`.execute(db);
  return rows.map(({ edition, plannedAt, foldedBefore, state, at, simulated, ...why }) => ({
    edition,
    plannedAt,
    foldedBefore,
    mail: state === null ? null : { state, why: readReason(why) ?? null, at, simulated },
  }));
}
