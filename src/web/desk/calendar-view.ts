import type { ShownEntry } from '../../../templates/web/desk/calendar.tsx';
import { deskMoment } from '../../../templates/web/desk/moments.ts';
import type { CalendarEntry } from '../../calendar/index.ts';
import { sayReason } from '../../core/index.ts';

type Time = { now: Date; timeZone: string };

export function shownEntry(entry: CalendarEntry, time: Time): ShownEntry {
  const { slot, kind, dates, state, edition, reason, outcome } = entry;
  const isSaid = outcome && (state === 'asks' || state === 'nothing' || outcome.code === 'slot-started-late');
  return {
    slot: Math.floor(slot.getTime() / 1_000),
    copyDeadline: deskMoment(dates.copyDeadline, time),
    assembly: deskMoment(dates.assembly, time),
    approval: deskMoment(dates.approval, time),
    send: deskMoment(dates.send, time),
    special: kind === 'special',
    state,
    edition,
    notes: [isSaid ? sayReason(outcome, 'page') : '', reason].filter(Boolean).join(' '),
  };
}

/** Who is told of an edition when, as things stand. */
export function toldWhen({ dates, state }: CalendarEntry, time: Time): string[] {
  if (state === 'skipped') return ['It is skipped: nobody is told.'];
  return [
    `${deskMoment(dates.copyDeadline, time)}: articles must be in.`,
    `${deskMoment(dates.assembly, time)}: the flow puts together what was accepted, and its approvers are asked as soon as it is whole.`,
    `${deskMoment(dates.approval, time)}: by now it should be before its approvers.`,
    `${deskMoment(dates.send, time)}: its mails leave, once it is approved.`,
  ];
}
