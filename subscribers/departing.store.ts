import { sql } from 'kysely';
import type { Db, EmailAddress } from '../src/core/index.ts';
import type { Departing } from './import-row.ts';
import { listedReasons } from './listed.store.ts';
import type { Source } from './reader.ts';
import { writeSuppressions } from './suppression.store.ts';
import { addressHashes, isOwnWill } from './suppression.ts';
import type { SecretKeys } from './tokens.ts';

/**
 * What became of one who left elsewhere. `laterConsent`: they agreed here since, and stay as they are. `left`,
 * `suppressed`, `erased`: so it was here already. `repeated`: an earlier row of this file said it.
 */
export type DepartureVerdict =
  | 'leftElsewhere'
  | 'suppressedElsewhere'
  | 'laterConsent'
  | 'left'
  | 'suppressed'
  | 'erased'
  | 'repeated';

export type DepartureWriting = {
  readonly keys: SecretKeys;
  /** The same for all batches of one file. */
  readonly at: Date;
  readonly source: Source;
  /** `others`: another program's list, which a later consent here outdoes. `desk`: our own decision, which nothing does. */
  readonly by: 'others' | 'desk';
};

type Judged = { verdict: DepartureVerdict; email_key: string };

/** Writes one batch in the transaction that `db` is. No key may be twice in `rows`. */
export async function writeDepartures(
  db: Db,
  rows: readonly Departing[],
  using: DepartureWriting,
): Promise<ReadonlyMap<string, DepartureVerdict>> {
  const hashes = new Map(rows.map((row) => [row.key, addressHashes(using.keys, row.email)]));
  const listed = await listedReasons(db, [...hashes.values()].flat());
  const verdicts = new Map<string, DepartureVerdict>();
  const open = rows.flatMap((row) => {
    const reason = hashes
      .get(row.key)
      ?.map((hash) => listed.get(hash))
      .find((found) => found !== undefined);
    const known = alreadyListed(row, reason, using.by);
    if (known) verdicts.set(row.key, known);
    return known ? [] : [{ row, isListed: reason !== undefined }];
  });
  const { rows: judged } = await depart(open, using).execute(db);
  for (const { verdict, email_key } of judged) verdicts.set(email_key, verdict);
  const stopped = new Set(
    judged.filter(({ verdict }) => verdict === 'suppressedElsewhere').map((one) => one.email_key),
  );
  const entries = open.flatMap(({ row }) => {
    const [hash] = hashes.get(row.key) ?? [];
    return hash && stopped.has(row.key) && row.meaning !== 'left' ? [{ hash, reason: row.meaning }] : [];
  });
  await writeSuppressions(db, entries, using.at);
  return verdicts;
}

/** Pure: undefined where the row says more than the list does. What was erased is not held again. */
function alreadyListed(
  row: Departing,
  reason: string | undefined,
  by: DepartureWriting['by'],
): DepartureVerdict | undefined {
  if (reason === undefined) return undefined;
  if (!isOwnWill(reason)) return 'suppressed';
  if (by === 'desk') return undefined;
  if (reason === 'erased') return 'erased';
  return row.meaning === 'left' ? 'left' : undefined;
}

/** An address that nobody here has is held as that of a reader who left, unless a keyed hash says enough. */
const depart = (
  open: readonly { row: Departing; isListed: boolean }[],
  { at, source, by }: DepartureWriting,
) => sql<Judged>`
WITH incoming AS (
  SELECT * FROM unnest(
    ${open.map(({ row }) => row.email)}::text[],
    ${open.map(({ row }) => row.key as EmailAddress)}::text[],
    ${open.map(({ row }) => (row.meaning === 'left' ? 'unsubscribed' : 'suppressed'))}::text[],
    ${open.map(({ row }) => (row.meaning === 'left' ? 'left elsewhere' : row.meaning))}::text[],
    ${open.map(({ row }) => row.leftBy)}::timestamptz[],
    ${open.map(({ isListed }) => isListed || by === 'desk')}::boolean[]
  ) AS r (email, email_key, state, reason, left_by, hash_only)
),
held AS MATERIALIZED (
  SELECT s.* FROM subscribers s JOIN incoming i USING (email_key) FOR UPDATE OF s
),
judged AS (
  SELECT h.id, h.state AS was, i.*,
    CASE
      WHEN h.state = 'suppressed' THEN CASE WHEN h.updated_at = ${at} THEN 'repeated' ELSE 'suppressed' END
      WHEN h.state = 'unsubscribed' AND i.state = 'unsubscribed'
        THEN CASE WHEN h.updated_at = ${at} THEN 'repeated' ELSE 'left' END
      WHEN ${by === 'desk'} OR h.state NOT IN ('active', 'pending') THEN 'leaves'
      WHEN h.state = 'pending' AND i.state = 'unsubscribed' THEN 'laterConsent'
      WHEN i.left_by IS NULL AND h.chosen_at IS NOT NULL THEN 'laterConsent'
      WHEN greatest(h.consent_at, h.chosen_at) > i.left_by THEN 'laterConsent'
      ELSE 'leaves'
    END AS verdict
  FROM held h JOIN incoming i USING (email_key)
),
added AS (
  INSERT INTO subscribers (email, email_key, state, state_reason, created_at, updated_at, left_at)
  SELECT email, email_key, state, reason, ${at}, ${at}, ${at}
  FROM incoming WHERE NOT hash_only AND email_key NOT IN (SELECT email_key FROM held)
  RETURNING id, email_key
),
updated AS (
  UPDATE subscribers s SET
    state = j.state, state_reason = j.reason, left_at = coalesce(s.left_at, ${at}), paused_until = NULL,
    new_email = NULL, confirm_version = s.confirm_version + (s.state = 'pending')::integer, updated_at = ${at}
  FROM judged j WHERE s.id = j.id AND j.verdict = 'leaves'
  RETURNING s.id
),
ledger AS (
  INSERT INTO consents (subscriber_id, at, event, reason, source, detail)
  SELECT id, ${at}::timestamptz, CASE WHEN state = 'suppressed' THEN 'suppressed' ELSE 'left' END, reason,
    ${source}, CASE WHEN was IS NULL THEN '{}' ELSE jsonb_build_object('was', was) END
  FROM (
    SELECT a.id, i.state, i.reason, NULL AS was FROM added a JOIN incoming i USING (email_key)
    UNION ALL
    SELECT j.id, j.state, j.reason, j.was FROM judged j WHERE j.verdict = 'leaves'
  ) written
)
SELECT i.email_key,
  CASE
    WHEN coalesce(j.verdict, 'leaves') <> 'leaves' THEN j.verdict
    WHEN i.state = 'suppressed' THEN 'suppressedElsewhere'
    ELSE 'leftElsewhere'
  END AS verdict
FROM incoming i LEFT JOIN judged j USING (email_key)`;
