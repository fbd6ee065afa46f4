import { latestSlot } from '../adapters/queue/cadence.ts';
import { inOwnWords, type Reason, reason, sayReason } from '../core/index.ts';
import { nextPlannedEdition, scheduleEdition } from '../editions/index.ts';
import { listSlots, type TriggerDeps } from '../flows/index.ts';
import { readSetting, settleSetting, writeSetting } from '../settings/index.ts';
import type { App } from './app.ts';

/** One of two clocks that are so far apart is wrong, and nobody knows which: a slot can wait for a person. */
const MOST_APART_MS = 5 * 60_000;
const NOT_TAKEN = 'slot-not-taken';

/** A slot that came and that a process did not take, and why. */
type SlotNotTaken = { slot: string; reason: Reason };
/** `reason` in words for the version before, which writes no `why`. */
type StoredNote = { slot: string; reason: string; why?: Reason };

/**
 * The recurrence as the trigger needs it. Slots count from the moment at which this cadence was first seen by this
 * installation, so that setting the service up, or changing the cadence, starts nothing for the past. Time is the database's.
 */
export function recurrenceOf(app: App): TriggerDeps {
  const { db, clock, queue, log, config } = app;
  const cadence = { cron: config.cadence, timeZone: config.timeZone };
  return {
    db,
    clock,
    queue,
    log,
    async dueSlot(now) {
      const slot = latestSlot(cadence, await sinceOf(app, now), now);
      if (!slot || Math.abs(app.clockDifferenceMs()) < MOST_APART_MS) return slot;
      await leaveSlot(app, slot);
      return undefined;
    },
    nextEdition: async () => (await nextPlannedEdition(db))?.number,
    schedule: scheduleEdition,
  };
}

/** A version that went by its own clock may have left a moment that is still to come: nothing would be due until then. */
async function sinceOf({ db, config }: App, now: Date): Promise<Date> {
  const key = `cadence-since: ${config.cadence} ${config.timeZone}`;
  const since = new Date(await settleSetting(db, key, now.toISOString()));
  if (since <= now) return since;
  await writeSetting(db, key, now.toISOString());
  return now;
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
