import {
  type Clock,
  type Database,
  type Db,
  type EditionNumber,
  fault,
  type RunId,
  type RunState,
} from '../core/index.ts';
import { advanceRun, type JobQueue, sendBatch } from '../jobs/index.ts';
import { dayFreesAt, moveRun, runOf, skipPlanned } from './control.store.ts';
import { markStale } from './plan.store.ts';

type Deps = { db: Database; clock: Clock; queue: JobQueue };

/** A run that is over is open too: then only what a person asks for anew, such as a retry, is planned at all. */
export const OPEN: RunState[] = ['running', 'waiting', 'succeeded'];

/** No worker starts another call within about a second; what is in flight is finished. @throws Fault `conflict` */
export async function pauseRun({ db }: Pick<Deps, 'db'>, edition: EditionNumber): Promise<void> {
  if (await moveRun(db, edition, { from: OPEN, to: 'paused', reason: 'paused by a person' })) return;
  throw await refusal(db, edition, 'paused');
}

/** Goes on with a paused or held run. @throws Fault `conflict` */
export async function resumeRun(deps: Deps, edition: EditionNumber): Promise<void> {
  if (!(await moveRun(deps.db, edition, { from: ['paused', 'held'], to: 'running', reason: null }))) {
    throw await refusal(deps.db, edition, 'resumed');
  }
  await ring(deps, edition);
}

/** Ends the run for good: nothing more is sent, and what was left is `skipped`. @throws Fault `conflict` */
export async function cancelRun({ db, clock }: Omit<Deps, 'queue'>, edition: EditionNumber): Promise<void> {
  const now = clock.now();
  const from: RunState[] = ['running', 'waiting', 'paused', 'held', 'failed'];
  const move = { from, to: 'cancelled' as const, reason: 'cancelled by a person', finishedAt: now };
  if (!(await moveRun(db, edition, move))) throw await refusal(db, edition, 'cancelled');
  await skipPlanned(db, edition, now);
  await markStale(db, edition);
}

/** Holds the run and says why; with `until` it goes on by itself. A run that is not open stays as it is. */
export async function holdRun(
  db: Db,
  edition: EditionNumber,
  hold: { reason: string; until?: Date },
): Promise<void> {
  const heldUntil = hold.until ? { heldUntil: hold.until } : {};
  await moveRun(db, edition, { from: OPEN, to: 'held', reason: hold.reason, ...heldUntil });
}

const AN_HOUR_MS = 3_600_000;

/**
 * Holds the run until the day's quota frees: SES counts a rolling 24 hours, so that is when our oldest mail in it is a day
 * old; when others used the quota up, it is looked at again in an hour.
 */
export async function holdForQuota(
  { db, clock }: Omit<Deps, 'queue'>,
  edition: EditionNumber,
): Promise<void> {
  const now = clock.now();
  const until = (await dayFreesAt(db, now)) ?? new Date(now.getTime() + AN_HOUR_MS);
  const at = until.toISOString().slice(0, 16).replace('T', ' ');
  const reason = `The daily quota of Amazon SES is used up; sending goes on by itself at ${at} UTC or as soon as it frees.`;
  await holdRun(db, edition, { reason, until });
}

/** Tells the workers and the flow that there may be something to do. */
export async function ring({ db, queue }: Pick<Deps, 'db' | 'queue'>, edition: EditionNumber): Promise<void> {
  await queue.enqueue(sendBatch, { edition });
  const run = await runOf(db, edition);
  if (run) await queue.enqueue(advanceRun, { runId: run.id as RunId });
}

async function refusal(db: Database, edition: EditionNumber, verb: string) {
  const run = await runOf(db, edition);
  return run
    ? fault('conflict', `The run of edition ${edition} cannot be ${verb}: it is ${run.state}.`)
    : fault('not-found', `Edition ${edition} has no run.`);
}
