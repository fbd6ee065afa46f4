import { beforeAll, expect, test } from 'vitest';
import { listActs } from '../../../src/acts/index.ts';
import { editionNumber } from '../../../src/core/index.ts';
import {
  approveEdition,
  assembleEdition,
  importEditionFolder,
  loadEdition,
} from '../../../src/editions/index.ts';
import { findRunOfEdition } from '../../../src/flows/index.ts';
import { zonedTime } from '../../../src/web/desk/zoned-time.ts';
import { editor } from '../../support/actors.ts';
import { type DeskBrowser, signedInBrowser } from '../../support/desk.ts';
import { openEditorial } from '../../support/editorial.ts';

const number = editionNumber(7);
const page = '/desk/editions/7/send';
let house: Awaited<ReturnType<typeof openEditorial>>;
let ed: DeskBrowser;
beforeAll(async () => {
  house = await openEditorial(new Date('2026-11-27T09:00:00Z'));
  const folder = new URL('../../../sample/edition-07', import.meta.url).pathname;
  await importEditionFolder(house.app, folder, editor('ed@example.org'));
  ed = await signedInBrowser(house.app, house.site, { roles: ['editor'], name: 'Ed Example' });
});

const words = async () => (await (await ed.get(page)).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const edition = () => loadEdition(house.app.db, number);

test('what is not approved cannot be sent; a test copy goes all the same', async () => {
  expect(await words()).toContain('It must be approved before it is sent');
  expect((await ed.post(page, { do: 'now' })).status).toBe(409);
  expect((await ed.post(page, { do: 'test', email: 'x' })).status).toBe(400);
  expect((await ed.post(page, { do: 'test', email: 'ed@example.org' })).status).toBe(303);
  const copies = await house.app.db
    .selectFrom('notices')
    .selectAll()
    .where('kind', '=', 'edition-copy')
    .execute();
  expect(copies).toMatchObject([{ to_address: 'ed@example.org' }]);
  const [latest] = await listActs(house.app.db, { edition: number, limit: 1 });
  expect(latest).toMatchObject({
    act: 'edition.copies-sent',
    by: { kind: 'person', name: 'Ed Example' },
    params: { copies: 1 },
  });
});

test('“Send now” is held for ten minutes, and “Stop” calls it back', async () => {
  await assembleEdition(house.app, number, editor('ed@example.org'));
  await approveEdition(house.app, number, editor('boss@example.org'));
  expect((await ed.post(page, { do: 'now' })).status).toBe(303);
  expect(await words()).toContain('It is held until 27 November 2026 at 09:10');
  await house.settle();
  house.clock.advance(9 * 60_000);
  await house.settle();
  expect((await edition()).state).toBe('approved');
  await ed.post(page, { do: 'stop' });
  expect((await edition()).send_at).toBeNull();
  house.clock.advance(60 * 60_000);
  await house.settle();
  expect((await edition()).state).toBe('approved');
  expect((await findRunOfEdition(house.app.db, number))?.reason).toMatchObject({ code: 'no-send-time' });
});

test('a date is read in the site’s time zone; when it has come the hold begins, and then it is sent', async () => {
  expect((await ed.post(page, { do: 'schedule', date: '2026-02-31', time: '09:00' })).status).toBe(400);
  expect((await ed.post(page, { do: 'schedule', date: '2026-11-01', time: '09:00' })).status).toBe(400);
  expect((await ed.post(page, { do: 'schedule', date: '2026-11-27', time: '12:00' })).status).toBe(303);
  expect(await words()).toContain('It is to be sent on 27 November 2026 at 12:00');
  const progress = await ed.get(`${page}/progress`);
  expect(progress.headers.get('x-accel-buffering')).toBe('no');
  const reader = progress.body?.getReader();
  const first = new TextDecoder().decode((await reader?.read())?.value);
  expect(first).toContain('event: state');
  await reader?.cancel();
  house.clock.set(new Date('2026-11-27T12:05:00Z'));
  await house.settle();
  expect(await words()).toContain('It is held until 27 November 2026 at 12:10');
  house.clock.set(new Date('2026-11-27T12:10:00Z'));
  await house.settle();
  expect((await edition()).state).toBe('published');
  expect(await words()).toContain('It has been sent');
  const acts = (await listActs(house.app.db, { edition: number, limit: 100 })).map(({ act }) => act);
  expect(acts).toEqual(
    expect.arrayContaining(['edition.scheduled', 'edition.send-stopped', 'edition.sending']),
  );
});

test('a wall clock is read by the offset of its day', () => {
  expect(zonedTime('2027-03-02', '09:00', 'Europe/London')).toEqual(new Date('2027-03-02T09:00:00Z'));
  expect(zonedTime('2027-07-02', '09:00', 'Europe/London')).toEqual(new Date('2027-07-02T08:00:00Z'));
  expect(zonedTime('2027-07-02', '09:00', 'America/New_York')).toEqual(new Date('2027-07-02T13:00:00Z'));
  expect(zonedTime('2027-02-30', '09:00', 'UTC')).toBeNull();
});
