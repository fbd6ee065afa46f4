import type { Act, Clock, Database, Db } from '../core/index.ts';
import { deliverConsequencesJob as deliver, type JobQueue } from '../jobs/index.ts';
import { followsFrom } from './consequences.ts';
import { insertAct, insertConsequences } from './store.ts';

export type ActDeps = { db: Database; clock: Clock; queue: JobQueue };

/**
 * One transaction in which something is done and, by `record`, written down; afterwards the bell is rung for what follows.
 * A process that dies in between leaves it to the sweeper.
 */
export async function act<T>(
  { db, clock, queue }: ActDeps,
  work: (tx: Db, at: Date) => Promise<T>,
): Promise<T> {
  const result = await db.transaction().execute((tx) => work(tx, clock.now()));
  await queue.enqueue(deliver, {}, { key: 'deliver-consequences' });
  return result;
}

/** Writes an act down, and what follows from it, in the caller's transaction. */
export async function record(tx: Db, done: Act, at: Date): Promise<void> {
  await insertConsequences(tx, await insertAct(tx, done, at), followsFrom(done.act), at);
}
