import { beforeAll, expect, test } from 'vitest';
import { raiseAlarm } from '../../../src/alarms/index.ts';
import { type DeskBrowser, signedInBrowser } from '../../support/desk.ts';
import { openEditorial } from '../../support/editorial.ts';

let house: Awaited<ReturnType<typeof openEditorial>>;
let boss: DeskBrowser;
let ed: DeskBrowser;
beforeAll(async () => {
  house = await openEditorial(new Date('2026-11-27T09:00:00Z'));
  boss = await signedInBrowser(house.app, house.site, {
    email: 'boss@example.org',
    roles: ['approver'],
    name: 'Priya Example',
  });
  ed = await signedInBrowser(house.app, house.site, { roles: ['editor'], name: 'Ed Example' });
  const params = { what: 'The DKIM record is <gone>', mend: 'Publish it again.' };
  await raiseAlarm(house.app, {
    cause: 'finding',
    key: 'dkim',
    params,
    since: new Date('2026-11-27T08:30:00Z'),
  });
});

const words = async (path: string, by: DeskBrowser) =>
  (await (await by.get(path)).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const ID = 1;

test('who may acknowledge it sees it at home, and everybody at the page of alarms', async () => {
  expect(await words('/desk', boss)).toContain('The DKIM record is &lt;gone&gt;');
  expect(await words('/desk', ed)).not.toContain('DKIM');
  expect(await words('/desk/alarms', ed)).toContain(
    'The DKIM record is &lt;gone&gt; Firing Publish it again. Since today 08:30',
  );
  expect(await words('/desk/alarms', ed)).not.toContain('Acknowledge');
  expect(await words('/desk/flows', boss)).toContain('Alarms say what');
});

test('it is acknowledged with words, by who may, once; then it leaves home and stands in the record', async () => {
  expect((await ed.post('/desk/alarms', { alarm: String(ID), words: 'Mine' })).status).toBe(403);
  const empty = await boss.post('/desk/alarms', { alarm: String(ID), words: ' ' });
  expect(empty.status).toBe(400);
  expect(await empty.text()).toContain('href="#words-1"');
  expect((await boss.post('/desk/alarms', { alarm: '77', words: 'Mine' })).status).toBe(404);
  const pressed = await boss.post('/desk/alarms', { alarm: String(ID), words: 'I ask the provider.' });
  expect([pressed.status, pressed.headers.get('location')]).toEqual([303, '/desk/alarms?done=acknowledged']);
  const page = await words('/desk/alarms?done=acknowledged', boss);
  expect(page).toContain('It is not repeated any more.');
  expect(page).toContain('Priya Example, today 09:00: I ask the provider.');
  expect(await words('/desk', boss)).not.toContain('DKIM');
  expect(await words('/desk/audit', boss)).toContain('acknowledged alarm 1');
  expect((await boss.post('/desk/alarms', { alarm: String(ID), words: 'Again' })).status).toBe(409);
});
