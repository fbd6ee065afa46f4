import { type ActDeps, act, record } from '../acts/index.ts';
import { type Actor, fault, oneLine } from '../core/index.ts';
import { findAlarm, markAcknowledged } from './store.ts';

/**
 * Somebody deals with what is broken, and says how: it is not repeated any more, and its end is told all the same.
 * @throws Fault `not-found`; `invalid` without words; `conflict` when it is over or somebody has.
 */
export async function acknowledgeAlarm(
  deps: ActDeps,
  { id, by, words }: { id: number; by: Actor; words: string },
): Promise<void> {
  const said = oneLine(words);
  if (said === '') throw fault('invalid', 'Say in a sentence who does what about it.');
  return act(deps, async (tx, at) => {
    const alarm = await findAlarm(tx, id);
    if (!alarm) throw fault('not-found', `There is no alarm ${id}: \`quarterly alarms list\` shows them.`);
    if (!(await markAcknowledged(tx, id, { at, by, words: said })))
      throw fault(
        'conflict',
        `Alarm ${id} ${alarm.mended_at ? 'is over' : 'has been acknowledged'} already.`,
      );
    await record(tx, { act: 'alarm.acknowledged', by, subject: id, params: { cause: alarm.cause } }, at);
  });
}
