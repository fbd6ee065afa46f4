import { type ActDeps, act, record } from '../acts/index.ts';
import { type Actor, type Db, type EditionNumber, fault } from '../core/index.ts';
import { hasBegun, isFrozen } from './edition.ts';
import { requireEdition } from './require.ts';
import { type EditionRow, lockEdition, updateEdition } from './store.ts';

/** Its sending may begin at once, once it is approved: somebody at a terminal has asked for it, and it is not held. */
export const sendFrom = (db: Db, number: EditionNumber, at: Date): Promise<void> =>
  updateEdition(db, number, { send_at: at, hold_minutes: 0 });

/** It waits until somebody says when it is sent. */
export const unscheduleEdition = (db: Db, number: EditionNumber): Promise<void> =>
  updateEdition(db, number, { send_at: null, hold_minutes: 0 });

/** Its sending may begin at `at`, once it is approved, unless a time was set before. */
export async function scheduleEdition(db: Db, number: EditionNumber, at: Date): Promise<void> {
  await db
    .updateTable('editions')
    .set({ send_at: at })
    .where('number', '=', number)
    .where('send_at', 'is', null)
    .execute();
}

/** The calendar gives it another time; false when its sending has begun. */
export async function rescheduleEdition(tx: Db, number: EditionNumber, at: Date): Promise<boolean> {
  const edition = requireEdition(await lockEdition(tx, number), number);
  if (hasBegun(edition.state)) return false;
  await updateEdition(tx, number, { send_at: at });
  return true;
}

type Times = Pick<EditionRow, 'send_at' | 'approved_at' | 'hold_minutes'>;

/** When the first mail may leave: the hold begins when the time has come and the edition is approved. `undefined`: nobody has said. */
export function beginsAt({ send_at, approved_at, hold_minutes }: Times): Date | undefined {
  if (send_at === null) return undefined;
  if (hold_minutes === 0) return send_at;
  const from = Math.max(send_at.getTime(), approved_at?.getTime() ?? 0);
  return new Date(from + hold_minutes * 60_000);
}

/**
 * The desk has an edition sent at a time, or now, held for some minutes first so that it can be stopped.
 * @throws Fault `not-found`; `conflict` when it is not approved, or its sending has begun
 */
export function scheduleSending(
  deps: ActDeps,
  number: EditionNumber,
  { by, at: wanted, holdMinutes: hold }: { by: Actor; at?: Date; holdMinutes: number },
): Promise<void> {
  return act(deps, async (tx, now) => {
    const edition = requireEdition(await lockEdition(tx, number), number);
    if (edition.state !== 'approved') throw notToSend(edition);
    const at = wanted ?? now;
    if (at < now) throw fault('invalid', 'That time is over. Choose one that is to come.');
    await updateEdition(tx, number, { send_at: at, hold_minutes: hold });
    const params = { at: at.toISOString(), hold };
    await record(tx, { act: 'edition.scheduled', by, subject: number, params }, now);
  });
}

const notToSend = ({ number, state }: EditionRow) =>
  hasBegun(state)
    ? fault('conflict', `Edition ${number} is being sent already, or has been.`)
    : fault('conflict', `Edition ${number} is ${state}, and must be approved before it is sent.`);

/** Stops a sending that has not begun; false when it has, so that its run must be stopped. */
export function stopSending(deps: ActDeps, number: EditionNumber, by: Actor): Promise<boolean> {
  return act(deps, async (tx, at) => {
    const edition = requireEdition(await lockEdition(tx, number), number);
    if (hasBegun(edition.state)) return false;
    if (!isFrozen(edition.state) || edition.send_at === null) return true;
    await unscheduleEdition(tx, number);
    await record(tx, { act: 'edition.send-stopped', by, subject: number, params: {} }, at);
    return true;
  });
}
