import { sql } from 'kysely';
import {
  type Db,
  type EditionNumber,
  inTransaction,
  reason,
  type SubscriberId,
  sayReason,
} from '../../core/index.ts';
import { mayMove, moved } from '../moves.ts';
import { planOf } from '../report.store.ts';

/** Opens the lease of a worker that starts; claims renew it. Time by the database's clock. */
export async function openLease(
  db: Db,
  lease: { id: string; edition: EditionNumber; seconds: number },
): Promise<void> {
  await sql`INSERT INTO leases (id, edition_number, expires_at)
    VALUES (${lease.id}, ${lease.edition}, clock_timestamp() + ${lease.seconds} * interval '1 second')`.execute(
    db,
  );
}

/** The subscribers whose planned deliveries a lease has claimed. */
type Range = { from: SubscriberId | null; to: SubscriberId | null };

/** Moves the end of the lease, and with `range` what it has claimed; false when it has run out. */
export async function renewLease(
  db: Db,
  { lease, leaseSeconds, range }: { lease: string; leaseSeconds: number; range?: Range },
): Promise<boolean> {
  const claimed = range
    ? sql`, claimed_from = ${range.from}::bigint, claimed_to = ${range.to}::bigint`
    : sql``;
  const { rows } = await sql`
    UPDATE leases SET expires_at = clock_timestamp() + ${leaseSeconds} * interval '1 second' ${claimed}
    WHERE id = ${lease} AND expires_at > clock_timestamp() RETURNING id`.execute(db);
  return rows.length === 1;
}

/** Ends the leases of an edition under their workers: each gives back what it holds, and begins anew from what stands. */
export async function interruptLeases(db: Db, edition: EditionNumber): Promise<void> {
  await sql`UPDATE leases SET expires_at = clock_timestamp()
    WHERE edition_number = ${edition} AND expires_at > clock_timestamp()`.execute(db);
}

/** What the lease had claimed is free for others; it holds on to what it calls. */
export async function releaseClaim(db: Db, lease: string): Promise<void> {
  await sql`UPDATE leases SET claimed_from = NULL, claimed_to = NULL WHERE id = ${lease}`.execute(db);
}

/**
 * Ends leases: what they had claimed is free, and their `calling` rows become `unknown`.
 * `only` names one lease whose worker stops in good order; otherwise all that have run out, one transaction each.
 * Returns how many leases ended, and how many deliveries nobody knows about now.
 */
export async function endLeases(
  db: Db,
  now: Date,
  only?: string,
): Promise<{ leases: number; unknown: number }> {
  const total = { leases: 0, unknown: 0 };
  const { rows } = await sql<{ id: string; edition_number: EditionNumber }>`
    SELECT id, edition_number FROM leases
    WHERE ${only ?? null}::text = id OR (${only ?? null}::text IS NULL AND expires_at < clock_timestamp())`.execute(
    db,
  );
  for (const lease of rows) {
    const unknown = await endLease(db, lease, { now, running: only !== undefined });
    if (unknown === undefined) continue;
    total.leases += 1;
    total.unknown += unknown;
  }
  return total;
}

/** How many deliveries became unknown; `undefined` when the lease was renewed or ended by another meanwhile. */
function endLease(
  db: Db,
  lease: { id: string; edition_number: EditionNumber },
  { now, running }: { now: Date; running: boolean },
): Promise<number | undefined> {
  return inTransaction(db, async (tx) => {
    const { rows } = await sql`
      DELETE FROM leases WHERE id = ${lease.id} AND (${running} OR expires_at < clock_timestamp()) RETURNING id`.execute(
      tx,
    );
    if (rows.length === 0) return undefined;
    return loseCalls(tx, lease, now);
  });
}

/** What is being called is open: no other deliveries are looked at. */
async function loseCalls(
  db: Db,
  lease: { id: string; edition_number: EditionNumber },
  now: Date,
): Promise<number> {
  const plan = await planOf(db, lease.edition_number);
  const openFrom = plan ? plan.open_from : 0;
  const lost = reason('worker-stopped');
  const set = sql`UPDATE deliveries d SET state = ${sql.raw(moved('lapse'))}, reason = ${sayReason(lost, 'page')}, reason_code = ${lost.code},
    reason_params = NULL, updated_at = ${now}`;
  const ours = sql`d.lease_id = ${lease.id} AND ${sql.raw(mayMove('lapse'))}`;
  const again = await sql`${set}
    WHERE d.id = ANY (ARRAY (SELECT delivery_id FROM unsettled WHERE edition_number = ${lease.edition_number})) AND ${ours}`.execute(
    db,
  );
  const others = await sql`${set}
    WHERE d.edition_number = ${lease.edition_number} AND d.subscriber_id >= ${openFrom}::bigint AND ${ours}`.execute(
    db,
  );
  return Number(again.numAffectedRows ?? 0n) + Number(others.numAffectedRows ?? 0n);
}
