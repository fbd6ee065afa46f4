import { dueSlots, lockCalendar } from '../calendar/index.ts';
import { inOwnWords, type Reason, reason, sayReason } from '../core/index.ts';
import { scheduleEdition } from '../editions/index.ts';
import { listSlots, type TriggerDeps } from '../flows/index.ts';
import { readSetting, writeSetting } from '../settings/index.ts';
import type { App } from './app.ts';
import { calendarReading, nextForSlot } from './calendar.ts';

/** One of two clocks that are so far apart is wrong, and nobody knows which: a slot can wait for a person. */
const MOST_APART_MS = 5 * 60_000;
const NOT_TAKEN = 'slot-not-taken';

/** A slot that came and that a process did not take, and why. */
type SlotNotTaken = { slot: string; reason: Reason };
/** `reason` in words for the version before, which writes no `why`. */
type StoredNote = { slot: string; reason: string; why?: Reason };

/**
 * The calendar as the trigger needs it; see `dueSlots`. Time is the database's, and a process whose clock is far from it takes nothing.
 */
export function recurrenceOf(app: App): TriggerDeps {
  const { db, clock, queue, log } = app;
  const calendar = calendarReading(app);
  return {
    db,
    clock,
    queue,
    log,
    lock: lockCalendar,
    async dueSlots(from, now) {
      const due = await dueSlots({ ...calendar, db: from }, now);
      const [first] = due;
      if (!first || Math.abs(app.clockDifferenceMs()) < MOST_APART_MS) return due;
      await leaveSlot(app, first.slot);
      return [];
    },
    nextEdition: (tx) => nextForSlot(tx, clock.now()),
    schedule: scheduleEdition,
  };
}

async function leaveSlot({ db, log, clockDifferenceMs }: App, slot: Date): Promise<void> {
  const [latest] = await listSlots(db, 1);
  if (latest && latest.slot >= slot) return;
  const why = reason('clocks-differ', { seconds: Math.round(clockDifferenceMs() / 1_000) });
  const note: StoredNote = { slot: slot.toISOString(), reason: sayReason(why, 'page'), why };
  const known = await readSetting(db, NOT_TAKEN);
  if (known?.includes(note.slot)) return;
  log.error({ slot }, sayReason(why, 'terminal'));
  await writeSetting(db, NOT_TAKEN, JSON.stringify(note));
}

/** The latest slot that no process has taken, as their clocks are wrong; `undefined` when there is none. */
export async function slotNotTaken({ db }: Pick<App, 'db'>): Promise<SlotNotTaken | undefined> {
  const text = await readSetting(db, NOT_TAKEN);
  if (text === undefined) return undefined;
  const note = JSON.parse(text) as StoredNote;
  const [latest] = await listSlots(db, 1);
  if (latest && latest.slot >= new Date(note.slot)) return undefined;
  return { slot: note.slot, reason: note.why ?? inOwnWords(note.reason) };
}
