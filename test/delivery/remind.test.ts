import { beforeAll, expect, test } from 'vitest';
import { type Database, editionNumber, movableClock, parseEmailAddress } from '../../src/core/index.ts';
import { remindApprovers } from '../../src/delivery/index.ts';
import { nextTelling } from '../../src/delivery/notices/remind.ts';
import { freshDatabase } from '../support/database.ts';

let db: Database;
beforeAll(async () => {
  db = (await freshDatabase()).db;
});

const HOUR_MS = 3_600_000;

test('approvers are asked at once and reminded once, edition by edition', async () => {
  const clock = movableClock(new Date('2026-11-24T09:00:00Z'));
  const waiting = async (edition: number) => {
    const { notices } = await remindApprovers(
      { db, clock },
      {
        edition: editionNumber(edition),
        title: 'Bulletin',
        since: clock.now(),
        to: ['one@example.org', 'two@example.org'].map((to) => ({ to: parseEmailAddress(to) })),
        remindAfterHours: 24,
      },
    );
    return notices.length;
  };
  expect(await waiting(7)).toBe(2);
  expect(await waiting(7)).toBe(0);
  expect(await waiting(8)).toBe(2);
  clock.advance(23 * HOUR_MS);
  expect(await waiting(7)).toBe(0);
  clock.advance(HOUR_MS);
  expect(await waiting(7)).toBe(2);
  clock.advance(400 * 24 * HOUR_MS);
  expect(await waiting(7)).toBe(0);
});

const at = (hours: number) => new Date(Date.UTC(2026, 10, 24, 9 + hours));
const after = (now: number, told: number | null, reminded: number | null = null) =>
  nextTelling(
    { told: told === null ? null : at(told), reminded: reminded === null ? null : at(reminded) },
    { now: at(now), remindAfterHours: 24 },
  );

test('a reminder is of the latest time that somebody was asked', () => {
  expect(after(0, null)).toBe('told');
  expect(after(23, 0)).toBeUndefined();
  expect(after(24, 0)).toBe('reminded');
  expect(after(200, 0, 24)).toBeUndefined();
  expect(after(100, 80, 24)).toBeUndefined();
  expect(after(104, 80, 24)).toBe('reminded');
});
