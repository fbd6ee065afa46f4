import { sql } from 'kysely';
import {
  type Db,
  type DeliveryId,
  type EditionNumber,
  inTransaction,
  type Reason,
  reasonColumns,
  type SubscriberId,
} from '../../core/index.ts';
import { mayMove, moved } from '../moves.ts';
import type { StandingReader } from '../plan/admission.ts';
import { renewLease } from './lease.store.ts';
import { advancePlan, lockPlan, type Plan, unsettledOf } from './open.store.ts';

/** A planned delivery with its reader as they stand now, in this version of their row. */
export type Candidate = StandingReader & {
  id: DeliveryId;
  subscriber: SubscriberId;
  linkVersion: number;
  /** As it is stored; null = never chosen. */
  language: string | null;
  version: string;
};

/** A delivery that its reader no longer wants, or may no longer have. */
type Skip = { id: DeliveryId; reason: Reason };

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
 * Claims up to `limit` deliveries in one transaction: their range of subscribers is written into the lease, and renews
 * it. The rows stay `planned`: that two workers never call one of them is decided when it is marked (`settleAndCall`);
 * a claim only keeps workers out of each other's way. Those that `rule` gives a reason for are skipped.
 * Returns the candidates seen, or `undefined` when the lease has run out: then nothing that it held is ours any more.
 */
export function claimBatch(
  db: Db,
  request: ClaimRequest,
  rule: (candidate: Candidate) => Reason | null,
): Promise<Candidate[] | undefined> {
  return inTransaction(db, async (tx) => {
    const candidates = await nextCandidates(tx, request, await lockPlan(tx, request.edition));
    const range = { from: candidates[0]?.subscriber ?? null, to: candidates.at(-1)?.subscriber ?? null };
    if (!(await renewLease(tx, { ...request, range }))) return undefined;
    await writeSkips(
      tx,
      candidates.flatMap((candidate) => {
        const reason = rule(candidate);
        return reason === null ? [] : [{ id: candidate.id, reason }];
      }),
      request.now,
    );
    return candidates;
  });
}

/** Who looks from the first reader begins with what was planned again, and then where something can be open. */
async function nextCandidates(db: Db, request: ClaimRequest, plan: Plan): Promise<Candidate[]> {
  const fromFirst = request.after === 0;
  const again = fromFirst ? await selectCandidates(db, request, { ...plan, again: true }) : [];
  if (again.length > 0 || plan.openFrom === null) return again;
  const after = Math.max(request.after, plan.openFrom - 1) as SubscriberId;
  const candidates = await selectCandidates(db, { ...request, after }, { ...plan, again: false });
  if (fromFirst && candidates.length < request.limit) await advancePlan(db, request.edition);
  return candidates;
}

async function selectCandidates(
  db: Db,
  { edition, lease, after, limit, now }: ClaimRequest,
  { wave, again }: { wave: number; again: boolean },
): Promise<Candidate[]> {
  const { rows } =
    await sql<Candidate>`/* keep ${sql.raw(again ? 'select_unsettled' : 'select_candidates')} */
    WITH held AS MATERIALIZED (
      SELECT coalesce(range_agg(int8range(claimed_from, claimed_to, '[]')), '{}') AS ranges FROM leases
      WHERE edition_number = ${edition} AND id <> ${lease} AND expires_at > clock_timestamp() AND claimed_from IS NOT NULL
    )
    SELECT d.id, d.subscriber_id AS subscriber, s.email, s.state, s.format, s.all_sections AS "allSections",
      s.sections::text AS sections, s.link_version AS "linkVersion", s.language, s.xmin::text AS version, coalesce(s.paused_until > ${now.toISOString()}, false) AS paused
    FROM ${again ? unsettledOf(edition) : sql`deliveries d`} JOIN subscribers s ON s.id = d.subscriber_id
    WHERE d.edition_number = ${edition} AND d.subscriber_id > ${after} AND s.id > ${after} AND ${sql.raw(mayMove('call'))} AND d.wave <= ${wave}
      AND NOT (SELECT ranges FROM held) @> d.subscriber_id
    ORDER BY d.subscriber_id LIMIT ${limit}`.execute(db);
  return rows;
}

async function writeSkips(db: Db, skips: readonly Skip[], now: Date): Promise<void> {
  if (skips.length === 0) return;
  const told = skips.map((skip) => reasonColumns(skip.reason));
  await sql`
    UPDATE deliveries d SET state = ${sql.raw(moved('skip'))}, reason = skip.reason, reason_code = skip.code,
      reason_params = skip.params::jsonb, updated_at = ${now}
    FROM unnest(${skips.map((skip) => skip.id)}::bigint[], ${told.map((one) => one.reason)}::text[],
      ${told.map((one) => one.reason_code)}::text[], ${told.map((one) => one.reason_params)}::text[]) AS skip (id, reason, code, params)
    WHERE d.id = skip.id AND ${sql.raw(mayMove('skip'))}`.execute(db);
}
