import { type Selectable, sql } from 'kysely';
import {
  ADVANCING,
  type Db,
  type EditionNumber,
  type FlowName,
  type FlowRunTable,
  type Reason,
  type RunId,
  type RunState,
  readReason,
} from '../core/index.ts';

type Told<Row> = Omit<Row, 'reason' | 'reason_code' | 'reason_params'>;
export type Run = Told<Selectable<FlowRunTable>> & { reason: Reason | null };
/** A run of the edition's flow. */
export type EditionRun = Run & { edition_number: EditionNumber };

function runFrom({ reason, reason_code, reason_params, ...row }: Selectable<FlowRunTable>): Run {
  return { ...row, reason: readReason({ reason, reason_code, reason_params }) };
}

export async function findRun(db: Db, id: RunId): Promise<Run | undefined> {
  const row = await db.selectFrom('flow_runs').selectAll().where('id', '=', id).executeTakeFirst();
  return row && runFrom(row);
}

/** Where it stands, while nobody else moves it until the transaction ends. */
export async function lockRun(tx: Db, id: RunId): Promise<Run['state'] | undefined> {
  const run = await tx
    .selectFrom('flow_runs')
    .select('state')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return run?.state;
}

/** The edition's run that was not cancelled, else its latest. */
export async function findRunOfEdition(db: Db, edition: EditionNumber): Promise<EditionRun | undefined> {
  const row = await db
    .selectFrom('flow_runs')
    .selectAll()
    .where('edition_number', '=', edition)
    .orderBy(sql`(state = 'cancelled')`)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row && { ...runFrom(row), edition_number: edition };
}

export type HistoryFilter = { flow: FlowName; state?: RunState | undefined; before?: number | undefined };

/** The runs of a flow, the newest first; `before` is the id after which they are older. */
export async function selectRuns(
  db: Db,
  { flow, state, before }: HistoryFilter,
  limit: number,
): Promise<Run[]> {
  const rows = await db
    .selectFrom('flow_runs')
    .selectAll()
    .where('flow', '=', flow)
    .$if(state !== undefined, (runs) => runs.where('state', '=', state as RunState))
    .$if(before !== undefined, (runs) => runs.where('id', '<', before as RunId))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(runFrom);
}

/** Ids of runs that could go on now: what the sweeper rings for. */
export async function openRuns(db: Db, now: Date): Promise<RunId[]> {
  const rows = await db
    .selectFrom('flow_runs')
    .select('id')
    .where('state', 'in', [...ADVANCING])
    .where(({ or, eb }) => or([eb('next_try_at', 'is', null), eb('next_try_at', '<=', now)]))
    .execute();
  return rows.map((row) => row.id);
}
