import type { ShownEntry } from '../../../templates/web/desk/calendar.tsx';
import { deskMoment, howMany } from '../../../templates/web/desk/moments.ts';
import { type CalendarEntry, type CalendarReading, callAt, type DateTelling } from '../../calendar/index.ts';
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

type Tellings = {
  /** What was told so far. */
  tellings: readonly DateTelling[];
  config: Pick<CalendarReading['config'], 'calendarMails' | 'contributorEmails'>;
  /** When approvers who have not answered are told the date. */
  pleaseApprove: Date;
};

/** Who is told of an edition when, and who was, as things stand. */
export function toldWhen({ dates, state }: CalendarEntry, told: Tellings, time: Time): string[] {
  if (state === 'skipped') return ['It is skipped: nobody is told.'];
  const { tellings, config, pleaseApprove } = told;
  const off = config.calendarMails === 'off' ? ['Nobody is told by mail: CALENDAR_MAILS is off.'] : [];
  const listed = config.contributorEmails.length;
  const toList =
    listed === 0 ? 'nobody, as CONTRIBUTOR_EMAILS is empty' : howMany(listed, 'address', 'addresses');
  const to = {
    call: toList,
    'two-weeks': `${toList}, and who has begun a story`,
    'three-days': `${toList}, and who has begun a story`,
    'please-approve': 'the approvers who have not answered',
  };
  const line = (kind: DateTelling['kind'], at: Date, what: string) => {
    const done = tellings.filter((one) => one.kind === kind);
    if (done.length === 0)
      return off.length > 0 ? [] : [`${deskMoment(at, time)}: ${what} goes to ${to[kind]}.`];
    return done.map(
      (one) =>
        `${deskMoment(one.at, time)}: ${what} went to ${howMany(one.people, 'person', 'people')}, with ${deskMoment(one.of_date, time)} as the date.`,
    );
  };
  return [
    ...off,
    ...line('call', callAt('call', dates), 'the call for articles'),
    ...line('two-weeks', callAt('two-weeks', dates), 'the reminder two weeks before the copy deadline'),
    ...line('three-days', callAt('three-days', dates), 'the reminder three days before the copy deadline'),
    `${deskMoment(dates.copyDeadline, time)}: articles must be in.`,
    `${deskMoment(dates.assembly, time)}: the flow puts together what was accepted, and its approvers are asked as soon as it is whole.`,
    ...(pleaseApprove < dates.send
      ? line('please-approve', pleaseApprove, 'the request to approve before the send date')
      : []),
    `${deskMoment(dates.send, time)}: its mails leave, once it is approved.`,
  ];
}
