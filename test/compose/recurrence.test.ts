import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type App, openApp } from '../../src/compose/app.ts';
import { recurrenceOf, slotNotTaken } from '../../src/compose/recurrence.ts';
import { loadConfig } from '../../src/config.ts';
import { movableClock, sayReason, silentLog } from '../../src/core/index.ts';
import { listRuns, listSlots, startDue } from '../../src/flows/index.ts';
import { freshDatabase } from '../support/database.ts';
import { insertEdition } from '../support/edition.ts';

const folder = mkdtempSync(join(tmpdir(), 'quarterly-recurrence-'));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MINUTE = 60_000;
const apps: App[] = [];
afterAll(() => Promise.all(apps.map((app) => app.close())));

/** `clock` is the database's time, `offMs` how far this machine's is off. */
async function workerWith(offMs: number) {
  const { url } = await freshDatabase();
  const clock = movableClock(new Date('2026-05-01T00:00:00Z'));
  const config = loadConfig({
    DATABASE_URL: url,
    DATA_DIR: folder,
    CADENCE: '0 9 * * *',
    FLOW_LEAD_DAYS: '0',
    TIME_ZONE: 'UTC',
  });
  const app = await openApp(config, { role: 'test', log: silentLog, clock });
  apps.push(app);
  await insertEdition(app.db, 1);
  const trigger = recurrenceOf({ ...app, clockDifferenceMs: () => offMs });
  return { app, clock, due: () => startDue(trigger) };
}

test.each([[-10 * MINUTE], [10 * MINUTE]])(
  'a worker whose clock is %d ms off takes no slot, and says so',
  async (off) => {
    const { app, clock, due } = await workerWith(off);
    await due();
    clock.set(new Date('2026-05-01T09:01:00Z'));
    await due();
    expect(await listRuns(app.db)).toEqual([]);
    const left = await slotNotTaken(app);
    expect(left?.slot).toBe('2026-05-01T09:00:00.000Z');
    expect(left && sayReason(left.reason, 'terminal')).toContain(
      `600 s ${off > 0 ? 'ahead of' : 'behind'} the database's`,
    );
    // Another, whose clock is right, takes it, and then nothing is left to say.
    await startDue(recurrenceOf({ ...app, clockDifferenceMs: () => 20_000 }));
    expect(await listRuns(app.db)).toHaveLength(1);
    expect(await slotNotTaken(app)).toBeUndefined();
  },
);

test('slots count from the database’s time; a moment that a wrong clock has left in the future is mended', async () => {
  const { app, clock, due } = await workerWith(0);
  const key = 'cadence-since: 0 9 * * * UTC';
  await app.db
    .insertInto('settings')
    .values({ key, value: '2026-05-03T00:00:00.000Z', updated_at: new Date() })
    .execute();
  await due();
  clock.set(new Date('2026-05-01T09:01:00Z'));
  await due();
  expect((await listSlots(app.db))[0]?.slot).toEqual(new Date('2026-05-01T09:00:00Z'));
});
