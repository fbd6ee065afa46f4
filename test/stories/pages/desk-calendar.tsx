import {
  CalendarEntryPage,
  CalendarPage,
  type CalendarView,
  type ShownEntry,
} from '../../../templates/web/desk/calendar.tsx';
import type { Site } from '../../../templates/web/site.ts';
import { deskStory } from './show-desk.tsx';

const february: ShownEntry = {
  slot: 1_801_731_600,
  copyDeadline: '12 January 2027 at 09:00',
  assembly: '19 January 2027 at 09:00',
  approval: '26 January 2027 at 09:00',
  send: '2 February 2027 at 09:00',
  special: false,
  state: 'started',
  edition: 7,
  notes: '',
};
const may: ShownEntry = {
  ...february,
  slot: 1_809_590_400,
  copyDeadline: '20 April 2027 at 09:00',
  assembly: '27 April 2027 at 09:00',
  approval: '5 May 2027 at 09:00',
  send: '12 May 2027 at 09:00',
  state: 'planned',
  edition: undefined,
  notes: 'Elections on 6 May.',
};
const late: ShownEntry = {
  ...may,
  state: 'asks',
  notes:
    'found 7 days late: nothing was started. Send it now, skip it, or give it a new date: in the calendar.',
};
const typed = { date: '', time: '', reason: '' };
const year = (site: Site, more: Partial<CalendarView> = {}): CalendarView => ({
  site,
  entries: [
    february,
    may,
    { ...may, slot: 1, send: '3 August 2027 at 09:00', state: 'skipped', notes: 'Holidays' },
  ],
  year: 2027,
  years: [2026, 2027, 2028, 2029],
  paused: undefined,
  counted:
    'Dates are counted back from the send date in working days; the bank holidays of England and Wales count. An edition starts 10 working days before it is sent.',
  mayChange: true,
  mayPause: true,
  addresses: 1,
  address: undefined,
  typed,
  problems: [],
  ...more,
});
const told = [
  '20 April 2027 at 09:00: articles must be in.',
  '12 May 2027 at 09:00: its mails leave, once it is approved.',
];
const changed = 'Changed by Ed Example, today 09:00';

/** The calendar at the desk, in each of its states. */
export const deskCalendar = [
  deskStory('calendar', (site) => <CalendarPage {...year(site)} />),
  deskStory('calendar-paused', (site) => (
    <CalendarPage
      {...year(site, {
        entries: [],
        paused: 'by Ada Example, yesterday 16:02',
        address: 'https://bulletin.example.org/calendar/s3cretS3cretS3cretS3cretS3cretS3cretS3cretS3c.ics',
      })}
    />
  )),
  deskStory('calendar-entry', (site) => (
    <CalendarEntryPage
      site={site}
      entry={may}
      told={told}
      changed={changed}
      mayChange
      typed={typed}
      problems={[]}
    />
  )),
  deskStory('calendar-late', (site) => (
    <CalendarEntryPage
      site={site}
      entry={late}
      told={told}
      changed={undefined}
      mayChange
      typed={typed}
      problems={[{ field: 'date', message: 'Give a date.' }]}
    />
  )),
];
