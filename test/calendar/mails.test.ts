import { expect, test } from 'vitest';
import { callDue, moveEntry, skipEntry } from '../../src/calendar/index.ts';
import { isStillAsked } from '../../src/compose/approval-url.ts';
import { calendarDeps } from '../../src/compose/calendar.ts';
import { tellOfDates } from '../../src/compose/calendar-mails.ts';
import { recurrenceOf } from '../../src/compose/recurrence.ts';
import { withStoryLink } from '../../src/compose/story-url.ts';
import { editionNumber } from '../../src/core/index.ts';
import { parseNotice } from '../../src/core/notices.ts';
import { importEditionFolder } from '../../src/editions/index.ts';
import { startDue, startRun, turnFlow } from '../../src/flows/index.ts';
import { editor } from '../support/actors.ts';
import { signedInBrowser } from '../support/desk.ts';
import { openEditorial } from '../support/editorial.ts';
import { smallEdition } from '../support/small-edition.ts';

const by = editor('ed@example.org');
const at = (text: string) => new Date(text);
const FEB = at('2027-02-02T09:00:00Z');
const LISTED = { SENDING: 'simulator', CONTRIBUTOR_EMAILS: 'partners@example.org, press@example.org' };

/** The calendar as it was seen first on 1 December 2026: the next copy deadline is 12 January at 9. */
async function opened(env: Record<string, string> = LISTED) {
  const house = await openEditorial(at('2026-12-01T09:00:00Z'), env);
  const { app, clock } = house;
  await startDue(recurrenceOf(app));
  const rows = () => app.db.selectFrom('notices').selectAll().orderBy('id').execute();
  /** What three processes that look at once have written by then. */
  const toldAt = async (time: string) => {
    const before = (await rows()).length;
    clock.set(at(time));
    await Promise.all([1, 2, 3].map(() => tellOfDates(app)));
    return (await rows()).slice(before).map(({ kind, to_address }) => `${kind} ${to_address}`);
  };
  return { ...house, rows, toldAt, calendar: calendarDeps(app) };
}

/** Somebody has begun a story, and not sent it. */
const begun = ({ app }: Awaited<ReturnType<typeof opened>>, email: string) =>
  app.db
    .insertInto('contributions')
    .values({
      salt: email,
      token_hash: `${email} ${Math.random()}`,
      email,
      email_key: email,
      name: 'Sam',
      fields: '{}',
      article_id: null,
      created_at: app.clock.now(),
      changed_at: app.clock.now(),
      sent_at: null,
    })
    .execute();

test('what is due is the latest of 28, 14 and 3 days before the deadline, and nothing after it', () => {
  const dates = { copyDeadline: at('2027-01-12T09:00:00Z') };
  const due = (time: string) => callDue(dates, at(time));
  expect(due('2026-12-15T08:59:59Z')).toBeUndefined();
  expect(due('2026-12-15T09:00:00Z')).toBe('call');
  expect(due('2026-12-29T08:59:59Z')).toBe('call');
  expect(due('2026-12-29T09:00:00Z')).toBe('two-weeks');
  expect(due('2027-01-09T09:00:00Z')).toBe('three-days');
  expect(due('2027-01-12T08:59:59Z')).toBe('three-days');
  expect(due('2027-01-12T09:00:00Z')).toBeUndefined();
});

test('contributors are called and reminded, each once for each date, and the calendar shows it', async () => {
  const house = await opened();
  await begun(house, 'sam@example.org');
  await begun(house, 'sam@example.org');
  expect(await house.toldAt('2026-12-15T08:59:00Z')).toEqual([]);
  const call = ['call-for-articles partners@example.org', 'call-for-articles press@example.org'];
  expect(await house.toldAt('2026-12-15T09:00:00Z')).toEqual(call);
  expect(await house.toldAt('2026-12-20T09:00:00Z')).toEqual([]);
  const mail = (await house.mails('press@example.org')).at(-1);
  expect(mail?.text).toContain('sent on 2 February 2027');
  expect(mail?.text).toContain('must be in by 12 January 2027');
  expect(mail?.text).toContain('https://bulletin.example.org/submit');
  const again = [...call, 'story-link sam@example.org'];
  expect(await house.toldAt('2026-12-29T09:00:00Z')).toEqual(again);
  expect(await house.toldAt('2027-01-08T09:00:00Z')).toEqual([]);
  // Another date is told anew, at its own times: its deadline is the 19th.
  await moveEntry(house.calendar, { slot: FEB, to: at('2027-02-09T09:00:00Z'), by, reason: 'Elections' });
  expect(await house.toldAt('2027-01-08T09:00:00Z')).toEqual(again);
  expect(await house.toldAt('2027-01-16T09:00:00Z')).toEqual(again);
  expect(await house.toldAt('2027-01-19T09:00:00Z')).toEqual([]);
  const ed = await signedInBrowser(house.app, house.site);
  const page = await (await ed.get(`/desk/calendar/${FEB.getTime() / 1_000}`)).text();
  expect(page).toContain('the call for articles went to 2 people, with 12 January 2027');
  expect(page).toContain('three days before the copy deadline went to 3 people, with 19 January 2027');
  expect(page).toContain('the request to approve before the send date goes to the approvers');
});

test('a reminder that was held up is dropped once the deadline has passed, or the story is gone', async () => {
  const house = await opened();
  await begun(house, 'sam@example.org');
  await house.toldAt('2026-12-29T09:00:00Z');
  const row = (await house.rows()).at(-1);
  const notice = parseNotice(row?.kind ?? '', row?.params);
  expect(await isStillAsked(house.app, notice)).toBe(true);
  house.clock.set(at('2027-01-12T09:00:00Z'));
  expect(await isStillAsked(house.app, notice)).toBe(false);
  house.clock.set(at('2026-12-29T09:00:00Z'));
  await house.app.db.deleteFrom('contributions').execute();
  expect(await isStillAsked(house.app, notice)).toBe(false);
  expect(await withStoryLink(house.app, notice)).toBeUndefined();
});

test('nobody is told of what is skipped or paused, with CALENDAR_MAILS=off, or while nothing is sent', async () => {
  const house = await opened();
  await turnFlow(house.app, { flow: 'edition', on: false, by });
  expect(await house.toldAt('2026-12-15T09:00:00Z')).toEqual([]);
  await turnFlow(house.app, { flow: 'edition', on: true, by });
  await skipEntry(house.calendar, { slot: FEB, by, reason: 'Holidays' });
  expect(await house.toldAt('2026-12-15T09:00:00Z')).toEqual([]);
  for (const env of [
    { ...LISTED, SENDING: 'off' },
    { ...LISTED, CALENDAR_MAILS: 'off' },
  ])
    expect(await (await opened(env)).toldAt('2026-12-15T09:00:00Z')).toEqual([]);
});

test('approvers who have not answered five working days before the send date are told it, once', async () => {
  const house = await opened({ SENDING: 'simulator', APPROVERS: 'boss@example.org' });
  const { app } = house;
  await importEditionFolder(app, smallEdition(7), by);
  house.clock.set(at('2027-01-19T09:00:00Z'));
  await startRun(app, { edition: editionNumber(7), by });
  const sendAt = (date: Date) =>
    app.db.updateTable('editions').set({ send_at: date }).where('number', '=', editionNumber(7)).execute();
  await sendAt(FEB);
  await house.settle();
  const near = async () =>
    (await house.mails('boss@example.org')).filter(({ subject }) => subject.startsWith('Please'));
  await house.toldAt('2027-01-26T08:59:00Z');
  expect(await near()).toEqual([]);
  await house.toldAt('2027-01-26T09:00:00Z');
  await house.toldAt('2027-01-27T09:00:00Z');
  const [mail, ...more] = await near();
  expect(more).toEqual([]);
  expect(mail?.subject).toBe('Please approve edition 7: it is to be sent on 2 February 2027 at 09:00');
  expect(mail?.text).toContain('https://bulletin.example.org/approve/');
  await sendAt(at('2027-02-04T09:00:00Z'));
  await house.toldAt('2027-01-28T09:00:00Z');
  expect(await near()).toHaveLength(2);
});
