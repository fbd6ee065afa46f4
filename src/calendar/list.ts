import { DAY_MS, type Db } from '../core/index.ts';
import { runsOfSlots, slotsAt } from '../flows/index.ts';
import { type Reckoning, startsBefore } from './dates.ts';
import { selectEntries } from './entries.store.ts';
import { type CalendarEntry, calendarEntry } from './entry.ts';
import { type CadenceTimes, type CalendarReading, reckoningOf } from './reckoning.ts';

/** A page of a year; a cadence that comes more often is shown so far. */
const MOST = 400;

/** The edition that is known by this slot; undefined when there is none. */
export async function entryAt(deps: CalendarReading, slot: Date): Promise<CalendarEntry | undefined> {
  const row = (await selectEntries(deps.db)).find((one) => same(one.slot, slot));
  const from = row?.send_at ?? slot;
  const found = await calendarBetween(deps, { from, to: new Date(from.getTime() + 1) });
  return found.find((one) => same(one.slot, slot));
}

/** The editions that are, or were, to be sent from `from` until before `to`, by their send dates. */
export async function calendarBetween(
  { db, clock, recurrence, since, config }: CalendarReading,
  { from, to }: { from: Date; to: Date },
): Promise<CalendarEntry[]> {
  const reckoning = await reckoningOf(db, config);
  const rows = new Map((await selectEntries(db)).map((row) => [row.slot.getTime(), row]));
  const own = slotsBetween(recurrence, { from, to }).filter((slot) => !rows.has(slot.getTime()));
  const touched = [...rows.values()].filter(({ send_at }) => send_at >= from && send_at < to);
  const slots = [...own, ...touched.map(({ slot }) => slot)];
  const [taken, runs] = [await slotsAt(db, slots), await runsOfSlots(db, slots)];
  const known = await since(db, clock.now());
  return slots
    .filter((slot) => taken.has(slot.getTime()) || rows.has(slot.getTime()) || comes(slot, reckoning, known))
    .map((slot) => {
      const ms = slot.getTime();
      return calendarEntry(slot, { row: rows.get(ms), taken: taken.get(ms), run: runs.get(ms) }, reckoning);
    })
    .sort((a, b) => a.dates.send.getTime() - b.dates.send.getTime());
}

/** What should have started before the service was set up is no edition of its calendar. */
const comes = (slot: Date, reckoning: Reckoning, since: Date) => startsBefore(slot, reckoning) >= since;

function slotsBetween(recurrence: CadenceTimes, { from, to }: { from: Date; to: Date }): Date[] {
  const found: Date[] = [];
  let slot = recurrence.next(new Date(from.getTime() - 1));
  while (slot && slot < to && found.length < MOST) {
    found.push(slot);
    slot = recurrence.next(slot);
  }
  return found;
}

const FAR_MS = 800 * DAY_MS;

function ahead(deps: CalendarReading): Promise<CalendarEntry[]> {
  const now = deps.clock.now();
  return calendarBetween(deps, { from: now, to: new Date(now.getTime() + FAR_MS) });
}

/** The next editions whose flow has not started, in the order of their send dates. */
export const nextEditions = async (deps: CalendarReading, count: number): Promise<CalendarEntry[]> =>
  (await ahead(deps)).filter(({ state }) => state === 'planned').slice(0, count);

/** Until when a story can be in the next edition: the first copy deadline that is still to come. */
export async function nextCopyDeadline(deps: CalendarReading): Promise<Date | undefined> {
  const now = deps.clock.now();
  const planned = (await ahead(deps)).filter(({ state }) => state === 'planned');
  return planned.map(({ dates }) => dates.copyDeadline).find((at) => at > now);
}

/** The next edition that is to be sent, whether or not its flow has started: what whoever subscribes now gets first. */
export const nextToSend = async (deps: CalendarReading): Promise<CalendarEntry | undefined> =>
  (await ahead(deps)).find(({ state }) => state === 'planned' || state === 'started');

/** Whether any edition, moved ones too, is to be sent at that very moment. */
export async function isTaken(db: Db, recurrence: CadenceTimes, at: Date, except?: Date): Promise<boolean> {
  const rows = (await selectEntries(db)).filter(({ slot }) => slot.getTime() !== except?.getTime());
  if (rows.some(({ send_at, slot }) => same(send_at, at) || same(slot, at))) return true;
  if (except && same(except, at)) return false;
  return recurrence.latest(at, at) !== undefined;
}

const same = (a: Date, b: Date) => a.getTime() === b.getTime();
