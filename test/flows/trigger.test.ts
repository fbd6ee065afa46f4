import { beforeAll, expect, test } from 'vitest';
import { latestSlot } from '../../src/adapters/queue/cadence.ts';
import {
  type Database,
  type Db,
  type EditionNumber,
  editionNumber,
  movableClock,
  silentLog,
} from '../../src/core/index.ts';
import { scheduleEdition } from '../../src/editions/index.ts';
import { listRuns, listSlots, slotsAt, startDue } from '../../src/flows/index.ts';
import { bell } from '../support/bell.ts';
import { freshDatabase } from '../support/database.ts';
import { insertEdition } from '../support/edition.ts';

let db: Database;
beforeAll(async () => {
  db = (await freshDatabase()).db;
});

const cadence = { cron: '0 9 1-7 2,5,8,11 2', timeZone: 'Europe/London' };
const since = new Date('2026-01-15T00:00:00Z');

test('a slot starts one run for the next planned edition: repeated, missed and raced triggers included', async () => {
  const clock = movableClock(new Date('2026-02-01T00:00:00Z'));
  const planned: EditionNumber[] = [];
  const plan = async (number: number) => {
    await insertEdition(db, number);
    planned.push(editionNumber(number));
  };
  const deps = {
    db,
    clock,
    queue: bell(),
    log: silentLog,
    dueSlots: async (from: Db, now: Date) => {
      const slot = latestSlot(cadence, since, now);
      const isTaken = slot && (await slotsAt(from, [slot])).size > 0;
      return slot && !isTaken ? [{ slot, sendAt: slot, startsAt: slot, lateDays: 0, asks: false }] : [];
    },
    lock: async () => {},
    nextEdition: async () => planned[0],
    schedule: scheduleEdition,
  };
  await plan(6);

  await startDue(deps);
  expect(await listRuns(db)).toEqual([]);

  // The first Tuesday of February 2026 is the 3rd; all was down until the 5th.
  clock.set(new Date('2026-02-05T10:00:00Z'));
  await Promise.all([startDue(deps), startDue(deps), startDue(deps)]);
  await startDue(deps);
  const [run, ...others] = await listRuns(db);
  expect(others).toEqual([]);
  expect(run).toMatchObject({
    edition_number: 6,
    trigger: 'schedule',
    slot: new Date('2026-02-03T09:00:00Z'),
  });
  expect(deps.queue.rung).toHaveLength(1);

  // In May London is an hour ahead of UTC, and nothing is planned.
  planned.length = 0;
  clock.set(new Date('2026-05-05T08:00:30Z'));
  await startDue(deps);
  await plan(7);
  await startDue(deps);
  expect(await listRuns(db)).toHaveLength(1);
  expect((await listSlots(db))[0]).toMatchObject({
    slot: new Date('2026-05-05T08:00:00Z'),
    outcome: { code: 'slot-overdue' },
  });
});
