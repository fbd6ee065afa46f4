import { sql } from 'kysely';
import {
  type Act,
  type ActName,
  type Actor,
  type Acts,
  type Db,
  type Reason,
  type ReasonColumns,
  readReason,
  reasonColumns,
} from '../core/index.ts';
import type { ConsequenceName } from './consequences.ts';

export async function insertAct(db: Db, { act, by, subject, params }: Act, at: Date): Promise<number> {
  const { id } = await db
    .insertInto('acts')
    .values({ at, act, subject, actor: JSON.stringify(by), params: JSON.stringify(params) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function insertConsequences(
  db: Db,
  act: number,
  names: readonly ConsequenceName[],
  at: Date,
): Promise<void> {
  if (names.length === 0) return;
  const rows = names.map((name) => ({
    act_id: act,
    name,
    done_at: null,
    next_try_at: at,
    error: null,
    outcome: null,
  }));
  await db.insertInto('consequences').values(rows).execute();
}

export type Due = { id: number; name: ConsequenceName; tries: number; act: Act };

/** The oldest consequence that is due and that nobody else is doing; locked until the transaction ends. */
export async function lockDue(tx: Db, now: Date): Promise<Due | undefined> {
  const { rows } = await sql<{
    id: number;
    name: ConsequenceName;
    tries: number;
    act: ActName;
    by: Actor;
    subject: number;
    params: Acts[ActName];
  }>`
    SELECT c.act_id AS id, c.name, c.tries, a.act, a.actor AS by, a.subject, a.params
    FROM consequences c JOIN acts a ON a.id = c.act_id
    WHERE c.done_at IS NULL AND c.next_try_at <= ${now}
    ORDER BY c.next_try_at, c.act_id LIMIT 1 FOR UPDATE OF c SKIP LOCKED`.execute(tx);
  const [row] = rows;
  if (!row) return undefined;
  const { id, name, tries, ...act } = row;
  return { id, name, tries, act: act as Act };
}

function errorColumns(why: Reason | null) {
  const { reason: error, ...told } = reasonColumns(why);
  return { error, ...told };
}

function outcomeColumns(came: Reason | null) {
  const { reason: outcome, reason_code: outcome_code, reason_params: outcome_params } = reasonColumns(came);
  return { outcome, outcome_code, outcome_params };
}

type Done = Pick<Due, 'id' | 'name'>;

export async function markDone(
  tx: Db,
  { id, name }: Done,
  { at, outcome }: { at: Date; outcome: Reason | null },
): Promise<void> {
  await tx
    .updateTable('consequences')
    .set({ done_at: at, ...errorColumns(null), ...outcomeColumns(outcome) })
    .where('act_id', '=', id)
    .where('name', '=', name)
    .execute();
}

export async function putOffConsequence(
  db: Db,
  { id, name }: Done,
  { tries, error, until }: { tries: number; error: Reason; until: Date },
): Promise<void> {
  await db
    .updateTable('consequences')
    .set({ tries, ...errorColumns(error), next_try_at: until })
    .where('act_id', '=', id)
    .where('name', '=', name)
    .where('done_at', 'is', null)
    .execute();
}

export async function anyDue(db: Db, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('consequences')
    .select('act_id')
    .where('done_at', 'is', null)
    .where('next_try_at', '<=', now)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export type ActRow = {
  id: number;
  at: Date;
  act: ActName;
  subject: number;
  by: Actor;
  params: Acts[ActName];
  /** What was to follow, and how far it is. */
  consequences: {
    name: string;
    doneAt: string | null;
    tries: number;
    error: Reason | null;
    outcome: Reason | null;
  }[];
};

type Consequence = ActRow['consequences'][number];
/** As the row holds it. */
type Stored = Omit<Consequence, 'error' | 'outcome'> & {
  error: string | null;
  errorCode: string | null;
  errorParams: unknown;
  outcome: string | null;
  outcomeCode: string | null;
  outcomeParams: unknown;
};

const consequenceOf = ({ error, errorCode, errorParams, ...row }: Stored): Consequence => {
  const { outcome, outcomeCode, outcomeParams, ...rest } = row;
  return {
    ...rest,
    error: readReason({ reason: error, reason_code: errorCode, reason_params: errorParams }),
    outcome: readReason({ reason: outcome, reason_code: outcomeCode, reason_params: outcomeParams }),
  };
};

/** The latest acts, newest first; `edition`: only those of the edition and of its runs. */
export async function selectActs(
  db: Db,
  { edition, limit }: { edition?: number; limit: number },
): Promise<ActRow[]> {
  const { rows } = await sql<Omit<ActRow, 'consequences'> & { consequences: Stored[] }>`
    SELECT a.id, a.at, a.act, a.subject, a.actor AS by, a.params,
      coalesce((SELECT jsonb_agg(jsonb_build_object('name', c.name, 'doneAt', c.done_at, 'tries', c.tries, 'error', c.error,
        'errorCode', c.reason_code, 'errorParams', c.reason_params, 'outcome', c.outcome,
        'outcomeCode', c.outcome_code, 'outcomeParams', c.outcome_params)
        ORDER BY c.name) FROM consequences c WHERE c.act_id = a.id), '[]') AS consequences
    FROM acts a
    WHERE ${edition ?? null}::bigint IS NULL
      OR (a.subject_type = 'edition' AND a.subject = ${edition ?? null}::bigint)
      OR (a.subject_type = 'run' AND a.subject IN (SELECT id FROM runs WHERE edition_number = ${edition ?? null}::bigint))
      OR (a.subject_type = 'telling' AND (a.params->>'edition')::bigint = ${edition ?? null}::bigint)
    ORDER BY a.id DESC LIMIT ${limit}`.execute(db);
  return rows.map(({ consequences, ...row }) => ({ ...row, consequences: consequences.map(consequenceOf) }));
}

export type Came = { doneAt: Date | null; tries: number; outcome: Reason | null };

/** How far a consequence of the latest such act about the subject is; undefined where there is none. */
export async function selectCame(
  db: Db,
  { act, subject, name }: { act: ActName; subject: number; name: ConsequenceName },
): Promise<Came | undefined> {
  const { rows } = await sql<Omit<Came, 'outcome'> & ReasonColumns>`
    SELECT c.done_at AS "doneAt", c.tries, c.outcome AS reason, c.outcome_code AS reason_code, c.outcome_params AS reason_params
    FROM acts a JOIN consequences c ON c.act_id = a.id AND c.name = ${name}
    WHERE a.subject_type = split_part(${act}, '.', 1) AND a.act = ${act} AND a.subject = ${subject}
    ORDER BY a.id DESC LIMIT 1`.execute(db);
  const [row] = rows;
  return row && { doneAt: row.doneAt, tries: row.tries, outcome: readReason(row) };
}
