import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { nextSlot } from '../../src/adapters/queue/cadence.ts';
import { approve } from '../../src/compose/approval.ts';
import { recurrenceOf } from '../../src/compose/recurrence.ts';
import { DAY_MS } from '../../src/core/index.ts';
import { importEditionFolder, listEditions } from '../../src/editions/index.ts';
import { openRuns, startDue } from '../../src/flows/index.ts';
import { article, EDITION, put } from '../editions/folders.ts';
import { editor } from '../support/actors.ts';
import { MINUTE_MS, watched } from '../support/alarms.ts';
import { openEditorial } from '../support/editorial.ts';

const copies = mkdtempSync(join(tmpdir(), 'quarterly-year-'));
afterAll(() => rmSync(copies, { recursive: true, force: true }));

function folderOf(number: number): string {
  const folder = join(copies, String(number));
  put(folder, {
    'edition.yaml': EDITION.replace('number: 31', `number: ${number}`),
    'welcome.md': 'Welcome.\n',
    '01-beans.md': article({ headline: `Beans ${number}` }),
  });
  return folder;
}

test('a clean year of four editions, with both changes of the clocks, raises nothing', async () => {
  const desk = await openEditorial(new Date('2026-12-31T12:00:00Z'), {
    SENDING: 'simulator',
    TIME_ZONE: 'Europe/London',
  });
  const { app, clock } = desk;
  const house = watched(app, clock);
  const day = async () => {
    await startDue(recurrenceOf(app));
    if ((await openRuns(app.db, clock.now())).length > 0 || desk.queue.rung.length > 0) await desk.settle();
    // The mails to its approvers leave.
    await app.db.deleteFrom('notices').execute();
    await house.look();
  };
  const ready = async () => (await listEditions(app.db)).find(({ state }) => state === 'assembled')?.number;
  for (const number of [11, 12, 13, 14]) await importEditionFolder(app, folderOf(number), editor());
  await desk.settle();
  await day();
  while (clock.now() < new Date('2028-01-01T00:00:00Z')) {
    // Somebody approves on the morning after; else five days go by, or as many as are left to the next slot.
    const waiting = await ready();
    if (waiting !== undefined) await approve(app, waiting, { by: editor() });
    const later = new Date(clock.now().getTime() + (waiting === undefined ? 5 : 1) * DAY_MS);
    const slot = nextSlot({ cron: app.config.cadence, timeZone: 'Europe/London' }, clock.now());
    clock.set(slot && slot < later ? slot : later);
    await day();
    for (let minute = 0; waiting !== undefined && minute < 10; minute += 2) {
      clock.advance(2 * MINUTE_MS);
      await day();
    }
  }
  expect((await listEditions(app.db)).map(({ state }) => state)).toEqual(Array(4).fill('published'));
  expect(await house.all()).toEqual([]);
}, 120_000);
