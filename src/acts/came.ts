import { setTimeout as delay } from 'node:timers/promises';
import type { ActName, Reason } from '../core/index.ts';
import type { ConsequenceName } from './consequences.ts';
import { type ConsequenceDeps, deliverConsequences } from './deliver.ts';
import { selectCame } from './store.ts';

const LOOK_MS = 100;
/** More than a hub has to answer. */
const PATIENCE_MS = 15_000;

/**
 * What came of a consequence of the latest such act about the subject, for who has just acted and wants to say so: does what
 * is due, and waits where another process is at it. Undefined if it says nothing, or is tried again later.
 */
export async function cameOf(
  deps: ConsequenceDeps,
  of: { act: ActName; subject: number; name: ConsequenceName },
): Promise<Reason | undefined> {
  const until = performance.now() + PATIENCE_MS;
  do {
    await deliverConsequences(deps);
    const came = await selectCame(deps.db, of);
    if (!came || came.doneAt || came.tries > 0) return came?.outcome ?? undefined;
    await delay(LOOK_MS);
  } while (performance.now() < until);
  return undefined;
}
