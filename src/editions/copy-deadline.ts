import type { Db } from '../core/index.ts';
import { isFrozen } from './edition.ts';
import { listEditions } from './list.ts';

/** Until when a story can be in the next edition: when that may be sent, where somebody has said it. */
export async function copyDeadlineAt(db: Db, now: Date): Promise<Date | undefined> {
  const [next] = (await listEditions(db))
    .flatMap(({ state, sendAt }) => (!isFrozen(state) && state !== 'cancelled' && sendAt ? [sendAt] : []))
    .filter((at) => at > now)
    .sort((a, b) => a.getTime() - b.getTime());
  return next;
}
