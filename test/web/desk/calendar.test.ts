import { beforeAll, expect, test } from 'vitest';
import { calendarBetween } from '../../../src/calendar/index.ts';
import { calendarDeps } from '../../../src/compose/calendar.ts';
import { recurrenceOf } from '../../../src/compose/recurrence.ts';
import { listRuns, startDue, switchOf } from '../../../src/flows/index.ts';
import { type DeskBrowser, signedInBrowser } from '../../support/desk.ts';
import { insertEdition } from '../../support/edition.ts';
import { openEditorial } from '../../support/editorial.ts';

let house: Awaited<ReturnType<typeof openEditorial>>;
let boss: DeskBrowser;
let ed: DeskBrowser;
beforeAll(async () => {
  house = await openEditorial(new Date('2027-01-04T09:00:00Z'), { FLOW_LEAD_DAYS: '0' });
  boss = await signedInBrowser(house.app, house.site, { email: 'boss@example.org', roles: ['approver'] });
  ed = await signedInBrowser(house.app, house.site, { roles: ['editor'], name: 'Ed Example' });
  await startDue(recurrenceOf(house.app));
});

const words = async (path: string, who = ed) =>
  (await (await who.get(path)).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const year = () =>
  calendarBetween(calendarDeps(house.app), { from: new Date('2027-01-01'), to: new Date('2028-01-01') });
const pathOf = (slot: string) => `/desk/calendar/${Date.parse(slot) / 1_000}`;
const MAY = '2027-05-04T08:00:00Z';

test('the year, and home with the next dates', async () => {
  const page = await words('/desk/calendar');
  expect(page).toContain('2 February 2027 at 09:00 Planned 26 January 2027 at 09:00');
  expect(page).not.toContain('Pause the calendar');
  expect(await words('/desk')).toContain('It is sent: 2 February 2027 at 09:00');
  expect(await words('/desk/calendar?year=2028')).toContain('1 February 2028');
  expect((await ed.get('/desk/calendar/12')).status).toBe(404);
});

test('moved, skipped and added with reasons; what is missing is said, and what was typed stays', async () => {
  const refused = await ed.post(pathOf(MAY), { do: 'move', date: '', time: '', reason: 'Elections <now>' });
  expect(refused.status).toBe(400);
  const again = await refused.text();
  expect(again).toContain('There is a problem');
  expect(again).toContain('Elections &lt;now&gt;');
  expect((await ed.post(pathOf(MAY), { do: 'skip', reason: ' ' })).status).toBe(400);
  expect((await ed.post(pathOf(MAY), { do: 'move', date: '2027-02-02', reason: '' })).status).toBe(400);
  const moved = await ed.post(pathOf(MAY), { do: 'move', date: '2027-05-11', time: '', reason: 'Elections' });
  expect([moved.status, moved.headers.get('location')]).toEqual([303, '/desk/calendar?done=move']);
  await ed.post(pathOf('2027-08-03T08:00:00Z'), { do: 'skip', reason: 'Holidays' });
  await ed.post('/desk/calendar', { do: 'add', date: '2027-09-01', time: '14:30', reason: 'Flood' });
  expect(
    (await year()).map(({ dates, state, reason }) => [dates.send.toISOString().slice(5, 16), state, reason]),
  ).toEqual([
    ['02-02T09:00', 'planned', ''],
    ['05-11T08:00', 'planned', 'Elections'],
    ['08-03T08:00', 'skipped', 'Holidays'],
    ['09-01T13:30', 'planned', 'Flood'],
    ['11-02T09:00', 'planned', ''],
  ]);
});

test('pausing is turning the flow off, for whoever may', async () => {
  expect((await ed.post('/desk/calendar', { do: 'pause' })).status).toBe(403);
  await boss.post('/desk/calendar', { do: 'pause' });
  expect(await switchOf(house.app.db, 'edition')).toMatchObject({ isOn: false });
  expect(await words('/desk/calendar')).toContain('no edition starts by itself');
  await boss.post('/desk/flows', { flow: 'edition', do: 'on' });
  expect(await words('/desk/calendar', boss)).toContain('Pause the calendar');
});

test('what came too late is asked at home, and sent by its button', async () => {
  await insertEdition(house.app.db, 7);
  house.clock.set(new Date('2027-02-09T09:00:00Z'));
  ed = await signedInBrowser(house.app, house.site, { email: 'late@example.org', roles: ['editor'] });
  await startDue(recurrenceOf(house.app));
  expect(await words('/desk')).toContain('The edition of 2 February 2027 at 09:00 came too late');
  const page = await words(pathOf('2027-02-02T09:00:00Z'));
  for (const button of ['Send now', 'Move it', 'Skip this edition']) expect(page).toContain(button);
  await ed.post(pathOf('2027-02-02T09:00:00Z'), { do: 'send' });
  expect((await listRuns(house.app.db)).map(({ edition_number }) => edition_number)).toEqual([7]);
  expect(await words('/desk')).not.toContain('came too late');
});

test('what came too late is left out or given a new date by the other two buttons', async () => {
  house.clock.set(new Date('2027-06-01T09:00:00Z'));
  ed = await signedInBrowser(house.app, house.site, { email: 'late@example.org', roles: ['editor'] });
  await startDue(recurrenceOf(house.app));
  const MOVED = '2027-05-04T08:00:00Z';
  expect(await words('/desk')).toContain('The edition of 11 May 2027 at 09:00 came too late');
  const moved = await ed.post(pathOf(MOVED), {
    do: 'move',
    date: '2027-06-15',
    time: '',
    reason: 'Elections',
  });
  expect(moved.headers.get('location')).toBe('/desk/calendar?done=move');
  expect(await words('/desk')).not.toContain('came too late');
  expect(await words('/desk/calendar')).toContain('15 June 2027 at 09:00 Planned');
  house.clock.set(new Date('2027-11-20T09:00:00Z'));
  ed = await signedInBrowser(house.app, house.site, { email: 'late@example.org', roles: ['editor'] });
  await startDue(recurrenceOf(house.app));
  const AUTUMN = pathOf('2027-11-02T09:00:00Z');
  expect(await words('/desk')).toContain('The edition of 2 November 2027 at 09:00 came too late');
  expect((await ed.post(AUTUMN, { do: 'skip', reason: '' })).status).toBe(400);
  expect((await ed.post(AUTUMN, { do: 'skip', reason: 'Nobody wrote' })).status).toBe(303);
  expect(await words('/desk')).not.toContain('The edition of 2 November 2027');
  expect(await words(AUTUMN)).toContain('Skipped');
});

test('once the year has no edition left, the page opens at the year of the next', async () => {
  house.clock.set(new Date('2028-11-27T09:00:00Z'));
  const late = await signedInBrowser(house.app, house.site, { email: 'late@example.org' });
  expect(await words('/desk/calendar', late)).toContain('February 2029');
});
