import { addresses, cron, oneOf, option, optional, timeZone, whole } from './schemas.ts';

/** When the quarterly flow starts, and for whom it waits. */
export const flow = {
  approval: option({
    env: 'APPROVAL',
    doc: '`required`: a person approves each edition before it is sent. `none`: the flow goes on by itself.',
    schema: oneOf('required', 'none'),
    default: 'required',
  }),
  approvalBy: optional({
    env: 'APPROVAL_BY',
    doc: 'Who may approve: `other` than whoever changed the content last, or `anyone`. Empty: `other` once two people belong to the desk, `anyone` before.',
    schema: oneOf('other', 'anyone'),
  }),
  approvers: option({
    env: 'APPROVERS',
    doc: 'Addresses that are told when an edition waits for approval, comma-separated, until somebody of the desk has the role `approver`: then those who have it are told. Empty: the edition’s own mailbox.',
    schema: addresses,
    default: '',
  }),
  approvalReminderHours: option({
    env: 'APPROVAL_REMINDER_HOURS',
    doc: 'How long until who was asked to approve and has not answered is reminded, once, in hours of the calendar.',
    schema: whole(1, 720),
    default: '24',
  }),
  approvalDeputyHours: option({
    env: 'APPROVAL_DEPUTY_HOURS',
    doc: 'How long until the deputy of an approver who was asked and has not answered is asked too, once, in hours of the calendar. Deputies are named at the desk or by `quarterly desk deputy`.',
    schema: whole(1, 2160),
    default: '72',
  }),
  cadence: option({
    env: 'CADENCE',
    doc: 'When an edition is sent, and so when its flow starts, `FLOW_LEAD_DAYS` before: five-field cron; `2#1` = the first Tuesday of the month. `0 9 1-7 2,5,8,11 2` is read as “first Tuesday” too: day of month *and* day of week must match.',
    schema: cron,
    default: '0 9 1-7 2,5,8,11 2',
  }),
  flowLeadDays: optional({
    env: 'FLOW_LEAD_DAYS',
    doc: 'How many working days before its send date the flow of an edition starts. Unset: 10; 0, so at the send date itself, in an installation that is older than this option.',
    schema: whole(0, 60),
  }),
  maxLatenessDays: option({
    env: 'MAX_LATENESS_DAYS',
    doc: 'How many days after its send date an edition that nothing started is still started by itself, and sent late. Later a person is asked, once: send it now, skip it, or give it a new date.',
    schema: whole(0, 366),
    default: '3',
  }),
  bankHolidays: option({
    env: 'BANK_HOLIDAYS',
    doc: 'Whose bank holidays are no working days: `england-and-wales`, `scotland`, `northern-ireland`, or `none`. `quarterly calendar holidays` lists and changes them.',
    schema: oneOf('england-and-wales', 'scotland', 'northern-ireland', 'none'),
    default: 'england-and-wales',
  }),
  calendarMails: option({
    env: 'CALENDAR_MAILS',
    doc: 'Whether the calendar tells people of its dates: contributors 28, 14 and 3 days before a copy deadline, and approvers who have not answered 5 working days before the send date. Nobody while `SENDING=off` or the calendar is paused.',
    schema: oneOf('on', 'off'),
    default: 'on',
  }),
  contributorEmails: option({
    env: 'CONTRIBUTOR_EMAILS',
    doc: 'Addresses that get the call for articles and are reminded of the copy deadline, comma-separated, such as a distribution list of your partners. Whoever has begun a story is reminded of it anyway.',
    schema: addresses,
    default: '',
  }),
  feedsCadence: option({
    env: 'FEEDS_CADENCE',
    doc: 'When partners’ feeds are read, besides each run’s action `collect`: five-field cron, as for `CADENCE`.',
    schema: cron,
    default: '0 6 * * *',
  }),
  timeZone: option({
    env: 'TIME_ZONE',
    doc: 'Time zone of `CADENCE`, `FEEDS_CADENCE`, the calendar and of dates in pages and mails.',
    schema: timeZone,
    default: 'Europe/London',
  }),
};
