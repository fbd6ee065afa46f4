import type { Db, FlowName, RunId, RunState } from '../core/index.ts';
import { findRun, type Run } from './store.ts';

export type HistoryFilter = { flow: FlowName; state?: RunState | undefined; before?: number | undefined };

/** A page of the runs of a flow, the newest first; `before` is the id after which they are older. */
export async function runsBefore(
  db: Db,
  { flow, state, before }: HistoryFilter,
  limit: number,
): Promise<Run[]> {
  const rows = await db
    .selectFrom('flow_runs')
    .select('id')
    .where('flow', '=', flow)
    .$if(state !== undefined, (runs) => runs.where('state', '=', state as RunState))
    .$if(before !== undefined, (runs) => runs.where('id', '<', before as RunId))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  const found = await Promise.all(rows.map(({ id }) => findRun(db, id)));
  return found.filter((run) => run !== undefined);
}

/** The run of the same flow before it that ended well: what it is compared with. */
export async function runBefore(db: Db, { id, flow }: Pick<Run, 'id' | 'flow'>): Promise<RunId | undefined> {
  const row = await db
    .selectFrom('flow_runs')
    .select('id')
    .where('flow', '=', flow)
    .where('id', '<', id)
    .where('state', '=', 'succeeded')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}
