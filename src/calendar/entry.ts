import type { Actor, EditionNumber, Reason, RunId } from '../core/index.ts';
import type { Slot, SlotRun } from '../flows/index.ts';
import { isAsked } from '../flows/index.ts';
import { datesOf, type EditionDates, type Reckoning } from './dates.ts';
import type { EntryRow } from './entries.store.ts';

/**
 * `planned`: it is to come. `started`: its flow has begun. `asks`: nothing was started, and a person is to say what becomes of it.
 * `nothing`: its time came and nothing was started, as `outcome` says. `skipped`: somebody has said so.
 */
export type EntryState = 'planned' | 'started' | 'asks' | 'nothing' | 'skipped';

/** One edition of the calendar. */
export type CalendarEntry = {
  /** What it is known by, whatever happens to it: the send date it had first. */
  slot: Date;
  kind: 'cadence' | 'special';
  dates: EditionDates;
  state: EntryState;
  /** In the words of whoever changed it; '' when nobody has, or gave none. */
  reason: string;
  /** Who changed it last, and when. */
  changed: { by: Actor; at: Date } | undefined;
  /** What became of its slot, once that was taken. */
  outcome: Reason | undefined;
  run: RunId | undefined;
  edition: EditionNumber | undefined;
  /** How often it was changed. */
  sequence: number;
};

type Known = {
  row?: EntryRow | undefined;
  taken?: Slot | undefined;
  run?: SlotRun | undefined;
};

/** A date of the calendar with all that is known of it. */
export function calendarEntry(slot: Date, { row, taken, run }: Known, reckoning: Reckoning): CalendarEntry {
  return {
    slot,
    kind: row?.kind ?? 'cadence',
    dates: datesOf(row?.send_at ?? slot, reckoning),
    state: stateOf({ row, taken, run }),
    reason: row?.reason ?? '',
    changed: row && { by: row.changed_by, at: row.changed_at },
    outcome: taken?.outcome,
    run: run?.id,
    edition: run?.edition ?? editionIn(taken),
    sequence: row?.sequence ?? 0,
  };
}

function stateOf({ row, taken, run }: Known): EntryState {
  if (row?.skipped) return 'skipped';
  if (!taken) return 'planned';
  if (isAsked(taken)) return 'asks';
  return run || taken.outcome.code === 'slot-had-run' ? 'started' : 'nothing';
}

/** It had a run already, begun by somebody. */
function editionIn(taken: Slot | undefined): EditionNumber | undefined {
  return taken?.outcome.code === 'slot-had-run' ? (taken.outcome.params.edition as EditionNumber) : undefined;
}
