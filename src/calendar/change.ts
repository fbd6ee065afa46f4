import { type ActDeps, act, record } from '../acts/index.ts';
import { type Actor, type Db, fault, type Reason, type RunId, reason, sayReason } from '../core/index.ts';
import { rescheduleEdition } from '../editions/index.ts';
import { answerSlot } from '../flows/index.ts';
import { advanceRunJob } from '../jobs/index.ts';
import { lockCalendar, upsertEntry } from './entries.store.ts';
import type { CalendarEntry } from './entry.ts';
import { entryAt, isTaken } from './list.ts';
import type { CalendarDeps, CalendarReading } from './reckoning.ts';

type Asked = { slot: Date; by: Actor; reason?: string };

/**
 * Gives an edition another send date. One whose run has begun is sent then, unless its sending has begun; one that a person was asked
 * about is planned anew for that date. Returns the slot that it is known by from here on.
 * @throws Fault `not-found`; `invalid` for a time that is over or taken;
 * `conflict` when its mails leave, or its time is over and nobody asks
 */
export async function moveEntry(
  deps: CalendarDeps,
  { slot, to, by, reason: why = '' }: Asked & { to: Date },
): Promise<Date> {
  let run: RunId | undefined;
  const known = await changing(deps, slot, async (tx, entry, at) => {
    run = entry.run;
    await requireFree(deps, tx, { to, at, except: slot });
    const from = entry.dates.send;
    const done = async (known: Date) => {
      const params = { slot: slot.toISOString(), from: from.toISOString(), to: to.toISOString() };
      await record(tx, { act: 'calendar.moved', by, subject: entry.edition ?? 0, params }, at);
      return known;
    };
    const change = { slot, kind: entry.kind, sendAt: to, skipped: false, reason: why, at, by };
    if (entry.state === 'asks') {
      await answer(tx, slot, reason('slot-moved', { to: to.toISOString() }));
      await upsertEntry(tx, { ...change, sendAt: from, skipped: true });
      await upsertEntry(tx, { ...change, slot: to, kind: 'special' });
      return done(to);
    }
    if (entry.state === 'nothing') throw over(entry);
    if (entry.state === 'started') await reschedule(tx, entry, to);
    await upsertEntry(tx, change);
    return done(slot);
  });
  // It may wait for a later time than the one it has now.
  if (run !== undefined) await deps.queue.enqueue(advanceRunJob, { runId: run });
  return known;
}

/** Has nothing start for a date. @throws Fault `not-found`; `conflict` when its run has begun, or its time is over */
export function skipEntry(deps: CalendarDeps, { slot, by, reason: why = '' }: Asked): Promise<void> {
  return changing(deps, slot, async (tx, entry, at) => {
    if (why.trim() === '') throw fault('invalid', 'Say why it is skipped: in a year nobody remembers.');
    if (entry.state === 'skipped') throw fault('conflict', 'It is skipped already.');
    if (entry.state === 'started') throw begun(entry);
    if (entry.state === 'nothing') throw over(entry);
    if (entry.state === 'asks') await answer(tx, slot, reason('slot-skipped'));
    await upsertEntry(tx, {
      slot,
      kind: entry.kind,
      sendAt: entry.dates.send,
      skipped: true,
      reason: why,
      at,
      by,
    });
    const params = { slot: slot.toISOString() };
    await record(tx, { act: 'calendar.skipped', by, subject: entry.edition ?? 0, params }, at);
  });
}

/** A special edition beside those of the cadence. @throws Fault `invalid` for a time that is over or taken */
export function addEntry(
  deps: CalendarDeps,
  { at: slot, by, reason: why = '' }: { at: Date; by: Actor; reason?: string },
): Promise<void> {
  return act(deps, async (tx, at) => {
    await lockCalendar(tx);
    await requireFree(deps, tx, { to: slot, at });
    await upsertEntry(tx, { slot, kind: 'special', sendAt: slot, skipped: false, reason: why, at, by });
    const params = { slot: slot.toISOString() };
    await record(tx, { act: 'calendar.added', by, subject: 0, params }, at);
  });
}

/** One change at a time, of an edition as it is in that moment. */
export function changing<T>(
  deps: CalendarDeps & ActDeps,
  slot: Date,
  work: (tx: Db, entry: CalendarEntry, at: Date) => Promise<T>,
): Promise<T> {
  return act(deps, async (tx, at) => {
    await lockCalendar(tx);
    return work(tx, await requireEntry({ ...deps, db: tx }, slot), at);
  });
}

/** The edition of a slot. @throws Fault `not-found` */
export async function requireEntry(deps: CalendarReading, slot: Date): Promise<CalendarEntry> {
  const found = await entryAt(deps, slot);
  if (found) return found;
  throw fault(
    'not-found',
    'The calendar has no edition of that date: `quarterly calendar list` shows those there are.',
  );
}

type Free = { to: Date; at: Date; except?: Date };

async function requireFree({ recurrence }: CalendarDeps, tx: Db, { to, at, except }: Free): Promise<void> {
  if (to <= at) throw fault('invalid', 'That time is over: choose one that is to come.');
  if (await isTaken(tx, recurrence, to, except))
    throw fault('invalid', 'An edition is sent at that very time already: choose another.');
}

export async function answer(tx: Db, slot: Date, said: Reason): Promise<void> {
  if (!(await answerSlot(tx, slot, said)))
    throw fault('conflict', 'Somebody else has said meanwhile what becomes of it.');
}

async function reschedule(tx: Db, { edition }: CalendarEntry, to: Date): Promise<void> {
  if (edition === undefined || !(await rescheduleEdition(tx, edition, to)))
    throw fault('conflict', 'Its mails are leaving, or have left: it cannot be moved any more.');
}

const begun = ({ run, edition }: CalendarEntry) =>
  fault(
    'conflict',
    `Its flow has begun with edition ${edition}: ${run === undefined ? 'cancel its run' : `\`quarterly runs cancel ${run}\` ends it`}, or give it another date.`,
  );

const over = ({ outcome }: CalendarEntry) =>
  fault(
    'conflict',
    `Its time has come and is over (${outcome ? sayReason(outcome, 'terminal') : 'nothing was started'}): \`quarterly calendar add\` plans a special edition.`,
  );
