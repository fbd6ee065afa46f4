import { expect, test } from 'vitest';
import { openListsRoom } from './lists-room.ts';

const room = await openListsRoom();
const active = 'active: imported';

test('g: cells that a spreadsheet leaves out at the ends of rows', async () => {
  expect(await room.case('g-excel-16-rows.csv')).toMatchObject({ status: 0, err: '' });
  const states = await room.states();
  for (let n = 1; n <= 12; n++) expect(states[`excel${n}`]).toBe(active);
});

test('h1, h2: nobody who left or was blocked elsewhere becomes active', async () => {
  const listmonk = await room.case('h1-listmonk-export.csv');
  expect(listmonk).toMatchObject({ status: 0 });
  expect(listmonk.out).toContain('Column "status" is read as state');
  expect(listmonk.out).toMatch(/passed over: "uuid", "attributes", "created_at"/);
  expect((await room.case('h2-ghost-export.csv')).status).toBe(0);
  expect(await room.states()).toMatchObject({
    h1ok: active,
    h1left: 'suppressed: desk',
    h1off: 'unsubscribed: left elsewhere',
    h2ok: active,
    h2left: 'unsubscribed: left elsewhere',
  });
  const { out } = await room.run('show', 'h1left@example.org');
  expect(out).toContain('suppressed');
  expect((await room.run('export')).out).not.toMatch(/h1left|h1off|h2left/);
});

test('h4: a state of the US is no state of a subscription', async () => {
  const { status, out } = await room.case('h4-us-state.csv');
  expect(status).toBe(0);
  expect(out).toContain('"State"');
  expect(await room.states()).toMatchObject({ h4a: active, h4b: active });
});

test('j: tabs, semicolons and UTF-16', async () => {
  for (const name of ['j1-excel-unicode-text.txt', 'j2-semicolon.csv', 'j4-tab.csv'])
    expect(await room.case(name), name).toMatchObject({ status: 0, err: '' });
  expect(await room.states()).toMatchObject({ j1: active, j2: active, j4: active });
});

test('k: what cannot be seen is taken off at the ends, and named elsewhere', async () => {
  const { status, out } = await room.case('k-invisible.csv');
  expect(status).toBe(4);
  expect(out).toContain('apostrophe');
  const states = await room.states();
  for (const n of [1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 15, 17])
    expect(states[`k${n}`], `k${n}`).toBe(active);
  const rejected = await room.rejected('k-invisible.rejected.csv');
  expect(rejected).toMatch(/shy.*cannot be seen \(U\+00AD\)/);
  expect(rejected).toMatch(/zwsp-mid.*cannot be seen \(U\+200B\)/);
  expect(rejected).toMatch(/nbhyphen.*U\+2011/);
});

test('l: a bad byte in a column that nobody reads', async () => {
  expect(await room.case('l-unused-bad-byte.csv')).toMatchObject({ status: 0, err: '' });
  expect(await room.states()).toMatchObject({ l1: active, l2: active });
});

test('r: the one flag that is missing is named, and a comma between sections is told', async () => {
  const refused = await room.case('r-mailchimp.csv');
  expect(refused).toMatchObject({ status: 1, out: '' });
  expect(refused.err).toContain('--map "Topics=sections"');
  const commas = await room.case('r-mailchimp.csv', '--map', 'Topics=sections');
  expect(commas.status).toBe(1);
  expect(commas.out).toContain('`;` separates them, as in "Announcements;Communities"');
  const all = await room.case('r-mailchimp.csv', '--sections', '*');
  expect(all).toMatchObject({ status: 0 });
  expect(all.out).toContain('"MEMBER_RATING", "OPTIN_TIME", "OPTIN_IP"');
  const [reader] = await room.db
    .selectFrom('subscribers')
    .selectAll()
    .where('email', '=', 'r1@example.org')
    .execute();
  expect(reader).toMatchObject({ name: 'R One', consent_at: new Date('2021-03-04T10:12:00Z') });
});

test('t: every way to write a consent that has one meaning, and none that has two', async () => {
  const { status } = await room.case('t-consent.csv');
  expect(status).toBe(4);
  const states = await room.states();
  for (const n of [3, 4, 5, 7, 8, 9, 10]) expect(states[`t${n}`], `t${n}`).toBe(active);
  const rejected = await room.rejected('t-consent.rejected.csv');
  expect(rejected).toMatch(/31\/05\/2026.*--dates dmy/);
});
