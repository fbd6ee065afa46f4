import { sql } from 'kysely';
import { record } from '../acts/index.ts';
import {
  type Actor,
  ADVANCING,
  type Db,
  type EditionNumber,
  type FlowName,
  type RunId,
} from '../core/index.ts';
import { flowNamed } from './definitions.ts';

type NewRun = {
  edition: EditionNumber;
  trigger: 'schedule' | 'manual';
  slot: Date | null;
  by: Actor;
  now: Date;
};

/** Inserts a run and its actions, unless the edition has one already that was not cancelled; returns its id or null. */
export async function insertRun(db: Db, { by, ...run }: NewRun): Promise<RunId | null> {
  const id = await insert(db, { ...run, flow: 'edition', changed: true });
  const { edition, trigger } = run;
  if (id !== null)
    await record(db, { act: 'run.started', by, subject: id, params: { edition, trigger } }, run.now);
  return id;
}

export type SmallFlow = Exclude<FlowName, 'edition'>;
type NewSmallRun = { flow: SmallFlow; slot: Date; now: Date };

/** The same of a small flow, unless its slot was taken. The run is its own record: no act is written. */
export const insertSmallRun = (db: Db, { flow, ...run }: NewSmallRun): Promise<RunId | null> =>
  insert(db, { ...run, flow, edition: null, trigger: 'schedule', changed: false });

/** The same at somebody's wish: it is kept, and an act says who. Null while a run of the flow is open. */
export async function insertSmallRunByHand(
  db: Db,
  { by, flow, ...run }: NewSmallRun & { by: Actor },
): Promise<RunId | null> {
  await sql`SELECT pg_advisory_xact_lock(${BY_HAND_LOCK}, hashtext(${flow}))`.execute(db);
  const open = await db
    .selectFrom('flow_runs')
    .select('id')
    .where('flow', '=', flow)
    .where('state', 'in', [...ADVANCING, 'paused', 'held'])
    .executeTakeFirst();
  if (open) return null;
  const id = await insert(db, { ...run, flow, edition: null, trigger: 'manual', changed: true });
  if (id !== null)
    await record(db, { act: 'run.started', by, subject: id, params: { flow, trigger: 'manual' } }, run.now);
  return id;
}

/** Namespace of the advisory locks. */
const BY_HAND_LOCK = 7_119;

type Row = Omit<NewRun, 'by' | 'edition'> & {
  flow: FlowName;
  edition: EditionNumber | null;
  changed: boolean;
};

async function insert(db: Db, { flow, edition, trigger, slot, now, changed }: Row): Promise<RunId | null> {
  const row = await db
    .insertInto('flow_runs')
    .values({
      flow,
      edition_number: edition,
      trigger,
      slot,
      state: 'running',
      reason: null,
      started_at: now,
      finished_at: null,
      changed,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) return null;
  await db
    .insertInto('actions')
    .values(
      flowNamed(flow).actions.map(({ name }, ordinal) => ({
        run_id: row.id,
        ordinal,
        name,
        state: 'pending' as const,
        error: null,
        started_at: null,
        finished_at: null,
      })),
    )
    .execute();
  return row.id;
}
