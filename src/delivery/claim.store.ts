import { sql } from 'kysely';
import type { Db, DeliveryId, EditionNumber, SubscriberId, SubscriberState } from '../core/index.ts';
import type { Reader } from './admission.ts';
import { inTransaction } from './ledger.store.ts';

/** A planned delivery with its reader as they stand now. */
export type Candidate = Reader & { id: DeliveryId; subscriber: SubscriberId; linkVersion: number };

/** What is decided of a candidate: a skip reason, or null = claimed. */
export type Ruling = { id: DeliveryId; skip: string | null };

type Row = {
  id: DeliveryId;
  subscriber_id: SubscriberId;
  email: string | null;
  state: SubscriberState;
  format: 'html' | 'text';
  paused: boolean;
  all_sections: boolean;
  sections: string;
  link_version: number;
};

export type ClaimRequest = {
  edition: EditionNumber;
  lease: string;
  leaseSeconds: number;
  /** Last subscriber seen: claims walk the (edition, subscriber) index and never pass the same dead rows again. */
  after: SubscriberId;
  limit: number;
  now: Date;
};

/**
 * Claims up to `limit` deliveries in one transaction, and renews the lease in it.
 * Returns the candidates seen, or `undefined` when the lease has run out: then nothing that it held is ours any more.
 */
export function claimBatch(
  db: Db,
  request: ClaimRequest,
  rule: (candidate: Candidate) => string | null,
): Promise<Candidate[] | undefined> {
  return inTransaction(db, async (tx) => {
    if (!(await renewLease(tx, request))) return undefined;
    const candidates = await lockCandidates(tx, request);
    await writeRulings(
      tx,
      request,
      candidates.map((candidate) => ({ id: candidate.id, skip: rule(candidate) })),
    );
    return candidates;
  });
}

/** Opens the lease of a worker that starts; `claimBatch` renews it. Time by the database's clock. */
export async function openLease(
  db: Db,
  lease: { id: string; edition: EditionNumber; seconds: number },
): Promise<void> {
  await sql`INSERT INTO leases (id, edition_number, expires_at)
    VALUES (${lease.id}, ${lease.edition}, clock_timestamp() + ${lease.seconds} * interval '1 second')`.execute(
    db,
  );
}

/** Moves the end of the lease; false when it has run out. */
export async function renewLease(db: Db, { lease, leaseSeconds }: { lease: string; leaseSeconds: number }) {
  const { rows } = await sql`
    UPDATE leases SET expires_at = clock_timestamp() + ${leaseSeconds} * interval '1 second'
    WHERE id = ${lease} AND expires_at > clock_timestamp() RETURNING id`.execute(db);
  return rows.length === 1;
}

async function lockCandidates(db: Db, { edition, after, limit, now }: ClaimRequest): Promise<Candidate[]> {
  const { rows } = await sql<Row>`
    SELECT d.id, d.subscriber_id, s.email, s.state, s.format, s.all_sections, s.sections::text AS sections,
      s.link_version, coalesce(s.paused_until > ${now}, false) AS paused
    FROM deliveries d JOIN subscribers s ON s.id = d.subscriber_id
    WHERE d.edition_number = ${edition} AND d.subscriber_id > ${after} AND d.state = 'planned'
      AND d.wave <= (SELECT wave FROM plans WHERE edition_number = ${edition})
    ORDER BY d.subscriber_id LIMIT ${limit} FOR UPDATE OF d SKIP LOCKED`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    subscriber: row.subscriber_id,
    email: row.email,
    state: row.state,
    format: row.format,
    paused: row.paused,
    allSections: row.all_sections,
    sections: row.sections,
    linkVersion: row.link_version,
  }));
}

async function writeRulings(db: Db, { lease, now }: ClaimRequest, rulings: Ruling[]): Promise<void> {
  if (rulings.length === 0) return;
  await sql`
    UPDATE deliveries d SET state = CASE WHEN r.skip IS NULL THEN 'claimed' ELSE 'skipped' END,
      lease_id = CASE WHEN r.skip IS NULL THEN ${lease} END, reason = r.skip, updated_at = ${now}
    FROM unnest(${rulings.map((r) => r.id)}::bigint[], ${rulings.map((r) => r.skip)}::text[]) AS r (id, skip)
    WHERE d.id = r.id`.execute(db);
}

/**
 * Ends leases: `claimed` rows go back to `planned`, `calling` ones become `unknown`.
 * `only` names one lease whose worker stops in good order; otherwise all that have run out, one transaction each.
 * Returns what became of them.
 */
export async function endLeases(
  db: Db,
  now: Date,
  only?: string,
): Promise<{ returned: number; unknown: number }> {
  const total = { returned: 0, unknown: 0 };
  const { rows } = await sql<{ id: string; edition_number: EditionNumber }>`
    SELECT id, edition_number FROM leases
    WHERE ${only ?? null}::text = id OR (${only ?? null}::text IS NULL AND expires_at < clock_timestamp())`.execute(
    db,
  );
  for (const lease of rows) {
    const { returned, unknown } = await endLease(db, lease, { now, running: only !== undefined });
    total.returned += returned;
    total.unknown += unknown;
  }
  return total;
}

function endLease(
  db: Db,
  lease: { id: string; edition_number: EditionNumber },
  { now, running }: { now: Date; running: boolean },
): Promise<{ returned: number; unknown: number }> {
  return inTransaction(db, async (tx) => {
    const { rows } = await sql`
      DELETE FROM leases WHERE id = ${lease.id} AND (${running} OR expires_at < clock_timestamp()) RETURNING id`.execute(
      tx,
    );
    if (rows.length === 0) return { returned: 0, unknown: 0 };
    const ended = await sql<{ state: string }>`
      UPDATE deliveries SET
        lease_id = CASE WHEN state = 'calling' THEN lease_id END,
        reason = CASE WHEN state = 'calling' THEN 'the worker stopped during the call' END,
        state = CASE WHEN state = 'calling' THEN 'unknown' ELSE 'planned' END, updated_at = ${now}
      WHERE edition_number = ${lease.edition_number} AND lease_id = ${lease.id} AND state IN ('claimed', 'calling')
      RETURNING state`.execute(tx);
    const unknown = ended.rows.filter((row) => row.state === 'unknown').length;
    return { returned: ended.rows.length - unknown, unknown };
  });
}
