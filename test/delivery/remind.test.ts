import { beforeAll, expect, test } from 'vitest';
import { type Database, editionNumber, movableClock, parseEmailAddress } from '../../src/core/index.ts';
import { remindApprovers } from '../../src/delivery/index.ts';
import { bell } from '../support/bell.ts';
import { freshDatabase } from '../support/database.ts';

let db: Database;
beforeAll(async () => {
  db = (await freshDatabase()).db;
});

test('approvers are told at once, then once a day, edition by edition', async () => {
  const clock = movableClock(new Date('2026-11-24T09:00:00Z'));
  const deps = { db, clock, queue: bell() };
  const waiting = (edition: number) => ({
    edition: editionNumber(edition),
    title: 'Bulletin',
    since: clock.now(),
    to: ['one@example.org', 'two@example.org'].map((to) => ({ to: parseEmailAddress(to) })),
    everyHours: 24,
  });
  expect(await remindApprovers(deps, waiting(7))).toBe(2);
  expect(await remindApprovers(deps, waiting(7))).toBe(0);
  expect(await remindApprovers(deps, waiting(8))).toBe(2);
  clock.advance(23 * 3_600_000);
  expect(await remindApprovers(deps, waiting(7))).toBe(0);
  clock.advance(3_600_000);
  expect(await remindApprovers(deps, waiting(7))).toBe(2);
  expect(deps.queue.rung.map((job) => job.name)).toEqual(Array(6).fill('send-notice'));
});
