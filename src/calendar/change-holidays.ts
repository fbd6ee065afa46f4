import { type ActDeps, act, record } from '../acts/index.ts';
import { type Actor, day, fault } from '../core/index.ts';
import { deleteHoliday, upsertHoliday } from './holidays.store.ts';
import type { Division } from './holidays.ts';

type On = { division: Division; day: string; by: Actor };

/** A bank holiday that was not known, or under another name. @throws Fault `invalid` for what is no day, or has no name */
export function addHoliday(
  deps: ActDeps,
  { division, day: on, name, by }: On & { name: string },
): Promise<boolean> {
  const known = requireDay(on);
  if (name.trim() === '') throw fault('invalid', 'Say what the bank holiday is called.');
  return act(deps, async (tx, at) => {
    if (!(await upsertHoliday(tx, division, { day: known, name: name.trim() }))) return false;
    const params = { division, day: known, name: name.trim() };
    await record(tx, { act: 'calendar.holiday-added', by, subject: 0, params }, at);
    return true;
  });
}

/** @throws Fault `not-found` when there is none on that day */
export function removeHoliday(deps: ActDeps, { division, day: on, by }: On): Promise<void> {
  const known = requireDay(on);
  return act(deps, async (tx, at) => {
    if (!(await deleteHoliday(tx, division, known)))
      throw fault('not-found', 'There is no bank holiday on that day.');
    await record(
      tx,
      { act: 'calendar.holiday-removed', by, subject: 0, params: { division, day: known } },
      at,
    );
  });
}

function requireDay(text: string): string {
  try {
    return day(text);
  } catch {
    throw fault('invalid', `“${text}” is no day: write it as 2027-12-28.`);
  }
}
