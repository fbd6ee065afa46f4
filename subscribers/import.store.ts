import { sql } from 'kysely';
import type { Database, Db } from '../src/core/index.ts';
import { type DepartureVerdict, type DepartureWriting, writeDepartures } from './departing.store.ts';
import type { Departing, Incoming } from './import-row.ts';
import { listedReasons } from './listed.store.ts';
import { addressHashes, isOwnWill } from './suppression.ts';

/** What became of a good row. `ownChoice`: the reader chose for themself later than this row's consent. */
export type RowVerdict =
  | 'added'
  | 'updated'
  | 'unchanged'
  | 'repeated'
  | 'ownChoice'
  | 'left'
  | 'erased'
  | 'suppressed';
/** By the key of the address. */
export type Verdicts<V extends string = RowVerdict> = ReadonlyMap<string, V>;

/** Held while a batch is written, so that two imports at once never wait for each other's rows in a circle. */
const IMPORT_LOCK = 7_301_001;

const UNIQUE_VIOLATION = '23505';

export type ImportWriting = Omit<DepartureWriting, 'by'>;

/** As `writeReaders`, for good. */
export const writeImportBatch = (
  db: Db,
  rows: readonly Incoming[],
  using: ImportWriting,
): Promise<Verdicts> => inTurn(db, (trx) => writeReaders(trx, rows, using));

/** As `writeDepartures`, for good. */
export const writeDepartingBatch = (
  db: Db,
  rows: readonly Departing[],
  using: DepartureWriting,
): Promise<Verdicts<DepartureVerdict>> => inTurn(db, (trx) => writeDepartures(trx, rows, using));

/**
 * In one transaction, after other imports; a sign-up that put in one of these addresses meanwhile makes it start again.
 * In a transaction that is there already, which only a rehearsal has, there is nobody to wait for.
 */
async function inTurn<T>(db: Db, write: (trx: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return write(db);
  const once = () =>
    (db as Database).transaction().execute(async (trx) => {
      await sql`SELECT pg_advisory_xact_lock(${IMPORT_LOCK})`.execute(trx);
      return write(trx);
    });
  try {
    return await once();
  } catch (error) {
    if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
    return once();
  }
}

/**
 * Writes one batch: whoever left, was suppressed or erased stays out; everyone else is added or updated, with a ledger
 * line. No key may be twice in `rows`.
 * `at` is the same for all batches of one import: a row that this import has written already counts as `repeated`.
 */
async function writeReaders(db: Db, rows: readonly Incoming[], using: ImportWriting): Promise<Verdicts> {
  const hashes = rows.map((row) => addressHashes(using.keys, row.email));
  const reasons = await listedReasons(db, hashes.flat());
  const verdicts = new Map<string, RowVerdict>();
  const welcome = rows.filter(({ key }, index) => {
    const reason = hashes[index]?.map((hash) => reasons.get(hash)).find((found) => found !== undefined);
    if (reason === undefined) return true;
    verdicts.set(key, isOwnWill(reason) ? (reason as 'left' | 'erased') : 'suppressed');
    return false;
  });
  const { rows: judged } = await upsert(welcome, using.at).execute(db);
  for (const { verdict, email_key } of judged) verdicts.set(email_key, verdict);
  return verdicts;
}

/** What the ledger keeps of a row: the reader's choice, and what it says of their consent. */
const detailOf = (row: Incoming) =>
  JSON.stringify({
    sections: row.slugs,
    consentAt: row.consentAt,
    ...(row.consentAt === null && row.consentSource === null ? { consent: 'none given' } : {}),
  });

/** Arrays through `unnest` instead of one parameter a cell: PostgreSQL takes at most 65,535 parameters. */
const upsert = (rows: readonly Incoming[], at: Date) => sql<{ verdict: RowVerdict; email_key: string }>`
WITH incoming AS (
  SELECT * FROM unnest(
    ${rows.map((row) => row.email)}::text[],
    ${rows.map((row) => row.key)}::text[],
    ${rows.map((row) => row.name)}::text[],
    ${rows.map((row) => row.organisation)}::text[],
    ${rows.map((row) => row.choice.all_sections)}::boolean[],
    ${rows.map((row) => `{${row.choice.sections.join()}}`)}::text[],
    ${rows.map(detailOf)}::text[],
    ${rows.map((row) => row.consentAt)}::timestamptz[],
    ${rows.map((row) => row.consentSource)}::text[],
    ${rows.map((row) => row.language)}::text[]
  ) AS r (email, email_key, name, organisation, all_sections, sections, detail, consent_at, consent_source, language)
),
held AS MATERIALIZED (
  SELECT s.* FROM subscribers s JOIN incoming i USING (email_key) FOR UPDATE OF s
),
judged AS (
  SELECT h.id, h.state AS was, i.*,
    CASE
      WHEN h.state = 'suppressed' THEN 'suppressed'
      WHEN h.state = 'unsubscribed' OR h.left_at IS NOT NULL THEN 'left'
      WHEN h.state = 'active'
        AND (h.email, h.name, h.organisation, h.all_sections, h.sections, h.consent_at, h.consent_source, h.language)
        IS NOT DISTINCT FROM (i.email, coalesce(i.name, h.name), coalesce(i.organisation, h.organisation),
          i.all_sections, i.sections::integer[], coalesce(i.consent_at, h.consent_at),
          coalesce(i.consent_source, h.consent_source), coalesce(i.language, h.language)) THEN 'unchanged'
      WHEN h.state = 'active' AND h.chosen_at > coalesce(i.consent_at, '-infinity') THEN 'ownChoice'
      ELSE 'updated'
    END AS verdict,
    h.updated_at = ${at} AS repeated
  FROM held h JOIN incoming i USING (email_key)
),
added AS (
  INSERT INTO subscribers (email, email_key, name, organisation, state, state_reason, all_sections, sections,
    consent_at, consent_source, language, created_at, updated_at)
  SELECT email, email_key, name, organisation, 'active', 'imported', all_sections, sections::integer[],
    consent_at, consent_source, language, ${at}, ${at}
  FROM incoming WHERE email_key NOT IN (SELECT email_key FROM held)
  RETURNING id, email_key
),
updated AS (
  UPDATE subscribers s SET
    email = j.email,
    name = coalesce(j.name, s.name),
    organisation = coalesce(j.organisation, s.organisation),
    all_sections = j.all_sections,
    sections = j.sections::integer[],
    consent_at = coalesce(j.consent_at, s.consent_at),
    consent_source = coalesce(j.consent_source, s.consent_source),
    language = coalesce(j.language, s.language),
    state = 'active',
    state_reason = CASE WHEN s.state = 'active' THEN s.state_reason ELSE 'imported' END,
    confirm_version = s.confirm_version + (s.state = 'pending')::integer,
    updated_at = ${at}
  FROM judged j WHERE s.id = j.id AND j.verdict = 'updated'
  RETURNING s.id
),
ledger AS (
  INSERT INTO consents (subscriber_id, at, event, reason, source, wording, detail)
  SELECT id, ${at}::timestamptz, 'imported', 'imported', 'csv import', 'imported/1', detail
  FROM (
    SELECT a.id, i.detail::jsonb AS detail FROM added a JOIN incoming i USING (email_key)
    UNION ALL
    SELECT j.id, j.detail::jsonb || jsonb_build_object('was', j.was) FROM judged j WHERE j.verdict = 'updated'
  ) written
)
SELECT email_key, 'added' AS verdict FROM added
UNION ALL
SELECT email_key, CASE WHEN repeated AND verdict IN ('updated', 'unchanged') THEN 'repeated' ELSE verdict END
FROM judged`;
