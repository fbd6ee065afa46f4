import { beforeAll, expect, test } from 'vitest';
import { removePerson } from '../../../src/access/index.ts';
import { type Database, movableClock, parseEmailAddress } from '../../../src/core/index.ts';
import { editor } from '../../support/actors.ts';
import { freshDatabase } from '../../support/database.ts';
import { signedInBrowser } from '../../support/desk.ts';
import { servedWeb } from '../../support/web.ts';

const clock = movableClock(new Date('2026-11-27T09:00:00Z'));
let db: Database;
let site: string;
beforeAll(async () => {
  db = (await freshDatabase()).db;
  site = await servedWeb({ db, clock });
});

test('who is not signed in is asked to, and comes back to the page that they wanted', async () => {
  const answer = await fetch(`${site}/desk?all=1`, { redirect: 'manual' });
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('/desk/sign-in?next=%2Fdesk%3Fall%3D1');
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test('who is signed in sees what needs them, until they are removed or have been idle', async () => {
  const ed = await signedInBrowser({ db, clock }, site);
  const page = await ed.get('/desk');
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toContain("frame-src 'self'");
  expect(await page.text()).toContain('<h1>What needs you</h1>');
  await removePerson({ db, clock }, { email: parseEmailAddress('ed@example.org'), by: editor() });
  expect((await ed.get('/desk')).status).toBe(303);
  const back = await signedInBrowser({ db, clock }, site);
  clock.set(new Date('2026-11-27T21:00:01Z'));
  expect((await back.get('/desk')).status).toBe(303);
});

test('a process with DESK=off serves none of it', async () => {
  const without = await servedWeb({ db, clock }, { desk: 'off' });
  expect((await fetch(`${without}/desk`)).status).toBe(404);
  expect((await fetch(`${without}/desk/sign-in`)).status).toBe(404);
});
