import { type Clock, type Db, inTransaction } from '../core/index.ts';
import type { Condition } from './causes.ts';
import { firingAlarms, mendAlarms, writeCondition } from './store.ts';
import { planMended } from './tellings.store.ts';

type Deps = { db: Db; clock: Clock };

/**
 * Raises an alarm that the sweeper cannot see for itself, such as what doctor finds changed; the same key again only renews it. It is
 * told within half a minute, and daily until somebody acknowledges it. Whoever raises it mends it.
 */
export const raiseAlarm = (
  { db, clock }: Deps,
  alarm: Extract<Condition, { cause: 'finding' }>,
): Promise<void> => inTransaction(db, (tx) => writeCondition(tx, alarm, clock.now()));

/** Ends the alarm of this key, if it fires, and has that told to whom it was told. */
export const mendAlarm = ({ db, clock }: Deps, key: string): Promise<void> =>
  inTransaction(db, async (tx) => {
    const now = clock.now();
    const ids = (await firingAlarms(tx)).filter((alarm) => alarm.key === key).map(({ id }) => id);
    for (const id of await mendAlarms(tx, ids, now)) await planMended(tx, id, now);
  });
