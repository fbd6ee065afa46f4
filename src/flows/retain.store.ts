import { type Db, inSlices } from '../core/index.ts';

const SLICE = 200;

/** Removes ended runs of small flows that began before then and changed nothing, with their actions and attempts; says how many. */
export const forgetUnchangedRuns = (db: Db, before: Date, signal?: AbortSignal): Promise<number> =>
  inSlices(SLICE, signal, () => deleteSlice(db, before));

async function deleteSlice(db: Db, before: Date): Promise<number> {
  const rows = await db
    .selectFrom('flow_runs')
    .select('id')
    .where('flow', '<>', 'edition')
    .where('changed', '=', false)
    .where('state', 'in', ['succeeded', 'failed', 'cancelled'])
    .where('started_at', '<', before)
    .orderBy('id')
    .limit(SLICE)
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await db.deleteFrom('attempts').where('run_id', 'in', ids).execute();
  await db.deleteFrom('flow_runs').where('id', 'in', ids).execute();
  return ids.length;
}
