import { beforeAll, beforeEach, expect, test } from 'vitest';
import { listPeople, removePerson } from '../../../src/access/index.ts';
import { listActs } from '../../../src/acts/index.ts';
import { type Database, movableClock, parseEmailAddress } from '../../../src/core/index.ts';
import { editor } from '../../support/actors.ts';
import { freshDatabase } from '../../support/database.ts';
import { type DeskBrowser, signedInBrowser } from '../../support/desk.ts';
import { servedWeb } from '../../support/web.ts';

const clock = movableClock(new Date('2026-11-27T09:00:00Z'));
let db: Database;
let site: string;
let ada: DeskBrowser;
beforeAll(async () => {
  db = (await freshDatabase()).db;
  site = await servedWeb({ db, clock });
});
beforeEach(async () => {
  ada = await signedInBrowser({ db, clock }, site, {
    email: 'ada@example.org',
    name: 'Ada Admin',
    roles: ['admin'],
  });
});
const personAt = async (email: string) => {
  const found = (await listPeople(db)).find((one) => one.email === email);
  if (!found) throw new Error(`${email} is nobody here.`);
  return found;
};
const acts = async (limit: number) => (await listActs(db, { limit })).map(({ act }) => act);

test('an admin invites somebody, with what they may; what is missing is said at its field', async () => {
  const empty = await ada.post('/desk/people', { email: 'nobody', name: 'Sam' });
  expect(empty.status).toBe(400);
  const page = await empty.text();
  expect(page).toContain('<title>Error: People');
  expect(page).toMatch(/href="#roles"[^>]*>Choose at least one role/);
  expect(page).toContain('value="Sam"');
  const invited = await ada.post('/desk/people', {
    email: 'sam@example.org',
    name: 'Sam',
    roles: 'approver',
  });
  expect(invited.headers.get('location')).toBe('/desk/people?done=invited');
  expect(await personAt('sam@example.org')).toMatchObject({
    name: 'Sam',
    roles: ['approver'],
    state: 'invited',
  });
  expect(await (await ada.get('/desk/people')).text()).toContain('invited, was not here yet');
  const again = await ada.post('/desk/people', { email: 'SAM@example.org', name: '', roles: 'editor' });
  expect(await again.text()).toContain('They belong to the desk already');
  expect((await acts(1))[0]).toBe('person.invited');
});

test('roles are changed, sessions are revoked, and who is removed is out, each on record', async () => {
  const lou = await signedInBrowser({ db, clock }, site, { email: 'lou@example.org', name: 'Lou' });
  const { id } = await personAt('lou@example.org');
  const page = await (await ada.get(`/desk/people/${id}`)).text();
  expect(page).toContain('In 1 browser, since');
  expect((await ada.post(`/desk/people/${id}`, { name: 'Lou Long', roles: 'approver' })).status).toBe(303);
  expect(await personAt('lou@example.org')).toMatchObject({ name: 'Lou Long', roles: ['approver'] });
  expect((await ada.post(`/desk/people/${id}`, { name: 'Lou Long' })).status).toBe(400);
  expect((await lou.get('/desk')).status).toBe(200);
  expect((await ada.post(`/desk/people/${id}/revoke`, {})).status).toBe(303);
  expect((await lou.get('/desk')).status).toBe(303);
  const asked = await (await ada.get(`/desk/people/${id}/remove`)).text();
  expect(asked).toContain('Remove Lou Long from the desk?');
  expect((await ada.post(`/desk/people/${id}/remove`, {})).headers.get('location')).toBe(
    '/desk/people?done=removed',
  );
  expect((await ada.get(`/desk/people/${id}`)).status).toBe(404);
  expect(await (await ada.get('/desk/people')).text()).toContain('Lou Long, removed');
  const done = (await acts(6)).filter((name) => name !== 'person.signed-in');
  expect(done.slice(0, 3)).toEqual([
    'person.removed',
    'person.signed-out-everywhere',
    'person.roles-changed',
  ]);
});

test('an approver is given a deputy, between two days, and what is wrong is said at its field', async () => {
  await ada.post('/desk/people', { email: 'pat@example.org', name: 'Pat', roles: 'approver' });
  await ada.post('/desk/people', { email: 'dee@example.org', name: 'Dee', roles: 'approver' });
  const [{ id }, { id: dee }] = [await personAt('pat@example.org'), await personAt('dee@example.org')];
  const save = (fields: Record<string, string>) => ada.post(`/desk/people/${id}/deputy`, fields);
  const wrong = await save({ deputy: String(dee), from: '2027-01-09', until: '2027-01-03' });
  expect(wrong.status).toBe(400);
  expect(await wrong.text()).toMatch(/href="#until"[^>]*>The last day is before the first/);
  const nobody = await (await save({ deputy: String(id), from: 'x' })).text();
  expect(nobody).toMatch(/href="#from"[^>]*>Enter a day/);
  const saved = await save({ deputy: String(dee), until: '2027-01-03' });
  expect(saved.headers.get('location')).toBe('/desk/people?done=deputy');
  expect(await (await ada.get('/desk/people')).text()).toContain('Deputy: Dee, until 2027-01-03');
  expect((await save({ deputy: '' })).status).toBe(303);
  expect(await (await ada.get('/desk/people')).text()).not.toContain('Deputy:');
  const { id: admin } = await personAt('ada@example.org');
  expect((await ada.post(`/desk/people/${admin}`, { name: 'Ada Admin', roles: 'admin' })).status).toBe(303);
  expect((await acts(2)).sort()).toEqual(['person.deputy-ended', 'person.deputy-named']);
});

test('the last admin stays one', async () => {
  const { id } = await personAt('ada@example.org');
  const fewer = await ada.post(`/desk/people/${id}`, { name: 'Ada Admin', roles: 'editor' });
  expect(fewer.status).toBe(400);
  expect(await fewer.text()).toContain('This is the last admin');
  expect((await ada.post(`/desk/people/${id}/remove`, {})).status).toBe(409);
  expect((await personAt('ada@example.org')).roles).toEqual(['admin']);
});

test('an editor sees who works here, and can change nobody; the navigation shows where one may go', async () => {
  const ed = await signedInBrowser({ db, clock }, site, { email: 'ed@example.org', name: 'Ed' });
  const { id } = await personAt('ada@example.org');
  const page = await (await ed.get('/desk/people')).text();
  expect(page).toContain('Ada Admin');
  expect(page).not.toContain('Invite somebody');
  expect(page).not.toContain('href="/desk/audit"');
  expect(await (await ada.get('/desk')).text()).toContain('href="/desk/audit"');
  expect((await ed.get(`/desk/people/${id}`)).status).toBe(403);
  expect((await ed.post('/desk/people', { email: 'x@example.org', roles: 'admin' })).status).toBe(403);
  for (const at of ['', '/revoke', '/deputy', '/remove'])
    expect((await ed.post(`/desk/people/${id}${at}`, {})).status).toBe(403);
  expect((await ed.get('/desk/audit')).status).toBe(403);
  expect((await ed.post('/desk/audit/csv', {})).status).toBe(403);
});

test('names are text, whatever they hold', async () => {
  const name = '<img src=x onerror=alert(1)>"\'';
  await ada.post('/desk/people', { email: 'evil@example.org', name, roles: 'editor' });
  const { id } = await personAt('evil@example.org');
  for (const path of ['/desk/people', `/desk/people/${id}`, `/desk/people/${id}/remove`, '/desk/audit'])
    expect(await (await ada.get(path)).text(), path).not.toContain('<img');
  await removePerson({ db, clock }, { email: parseEmailAddress('evil@example.org'), by: editor() });
});
