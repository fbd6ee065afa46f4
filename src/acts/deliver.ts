import { type Clock, type Database, type Log, reasonOfError, sentenceOf } from '../core/index.ts';
import type { Performers } from './consequences.ts';
import { anyDue, type Due, lockDue, markDone, putOffConsequence } from './store.ts';

export type ConsequenceDeps = { db: Database; clock: Clock; log: Log; performers: Performers };

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

/** Does what is due, the oldest first, until nothing is. Any number of processes may do so at once: each takes what nobody has. */
export async function deliverConsequences(deps: ConsequenceDeps, signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted && (await deliverOne(deps))) {}
}

async function deliverOne({ db, clock, log, performers }: ConsequenceDeps): Promise<boolean> {
  let due: Due | undefined;
  try {
    const after = await db.transaction().execute(async (tx) => {
      due = await lockDue(tx, clock.now());
      if (!due) return undefined;
      const came = await performers[due.name](tx, due.act);
      await markDone(tx, due, { at: clock.now(), outcome: typeof came === 'object' ? came : null });
      return typeof came === 'function' ? came : async () => {};
    });
    await after?.();
    return after !== undefined;
  } catch (error) {
    if (!due) throw error;
    const tries = due.tries + 1;
    const said = sentenceOf(error);
    log.error({ act: due.act.act, consequence: due.name, tries, error: said }, 'a consequence failed');
    const why = reasonOfError(error);
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(tries - 1, 10), LONGEST_PAUSE_MS);
    await putOffConsequence(db, due, { tries, error: why, until: new Date(clock.now().getTime() + pause) });
    return true;
  }
}

/** Whether there is something to do: what the sweeper looks for. */
export const consequencesWait = ({ db, clock }: Pick<ConsequenceDeps, 'db' | 'clock'>) =>
  anyDue(db, clock.now());
