import { describe, expect, test } from 'vitest';
import { latestSlot, nextSlot } from '../../src/adapters/queue/cadence.ts';
import { options } from '../../src/config.ts';

const LONDON = 'Europe/London';
const byDefault = { cron: options.cadence.default, timeZone: options.timeZone.default };
const at = (text: string) => new Date(text);

/** The first `count` slots after `start`, as UTC times to the minute. */
function slots(cron: string, start: string, count: number, timeZone = LONDON): string[] {
  const found: string[] = [];
  for (let after = at(start); found.length < count; ) {
    const slot = nextSlot({ cron, timeZone }, after);
    if (!slot) break;
    found.push(slot.toISOString().slice(0, 16));
    after = slot;
  }
  return found;
}

describe('the default recurrence', () => {
  test('is the first Tuesday of February, May, August and November, at nine in London, for 28 years', () => {
    const found = slots(byDefault.cron, '2026-01-01T00:00:00Z', 28 * 4);
    const expected = [];
    for (let year = 2026; year < 2054; year += 1) {
      for (const month of [1, 4, 7, 10]) {
        const weekday = new Date(Date.UTC(year, month, 1)).getUTCDay();
        const day = 1 + ((2 - weekday + 7) % 7);
        const summer = month === 4 || month === 7;
        expected.push(new Date(Date.UTC(year, month, day, summer ? 8 : 9)).toISOString().slice(0, 16));
      }
    }
    expect(found).toEqual(expected);
  });

  test.each(['0 9 * 2,5,8,11 2#1', '0 9 * 2,5,8,11 TUE#1', '0 9 1-7 FEB,MAY,AUG,NOV TUE'])(
    'is what %s says too',
    (cron) => {
      const start = '2026-01-01T00:00:00Z';
      expect(slots(cron, start, 40)).toEqual(slots(byDefault.cron, start, 40));
    },
  );
});

describe('the clock changes of London', () => {
  // 2027: forward on 28 March, 01:00 → 02:00; back on 31 October, 02:00 → 01:00.
  test('a slot in the hour that spring skips comes once, right after it', () => {
    expect(slots('30 1 * * *', '2027-03-27T00:00:00Z', 3)).toEqual([
      '2027-03-27T01:30',
      '2027-03-28T01:00',
      '2027-03-29T00:30',
    ]);
  });

  test('a slot in the hour that autumn doubles comes once', () => {
    expect(slots('30 1 * * *', '2027-10-30T00:00:00Z', 3)).toEqual([
      '2027-10-30T00:30',
      '2027-10-31T00:30',
      '2027-11-01T01:30',
    ]);
  });

  test('nine o’clock stays nine o’clock on the wall', () => {
    expect(slots('0 9 * * *', '2027-03-27T00:00:00Z', 2)).toEqual(['2027-03-27T09:00', '2027-03-28T08:00']);
    expect(slots('0 9 * * *', '2027-10-30T00:00:00Z', 2)).toEqual(['2027-10-30T08:00', '2027-10-31T09:00']);
  });

  test('the wall is that of the time zone asked for', () => {
    expect(slots('0 9 * * *', '2027-07-01T00:00:00Z', 1, 'Asia/Kathmandu')).toEqual(['2027-07-01T03:15']);
  });
});

describe('the latest slot', () => {
  const long = at('2020-01-01T00:00:00Z');
  const slot = at('2026-11-03T09:00:00Z');

  test('is the one that has just come, at that very second too', () => {
    expect(latestSlot(byDefault, long, slot)).toEqual(slot);
    expect(latestSlot(byDefault, long, at('2026-11-03T08:59:59.999Z'))).toEqual(at('2026-08-04T08:00:00Z'));
    expect(latestSlot(byDefault, long, at('2026-11-03T09:00:00.001Z'))).toEqual(slot);
    expect(latestSlot(byDefault, long, at('2027-01-31T00:00:00Z'))).toEqual(slot);
  });

  test('is none before the service was set up', () => {
    expect(latestSlot(byDefault, at('2026-11-03T09:00:01Z'), at('2027-01-31T00:00:00Z'))).toBeUndefined();
    expect(latestSlot(byDefault, slot, at('2027-01-31T00:00:00Z'))).toEqual(slot);
  });

  test('is none when the pattern never comes', () => {
    const never = { cron: '0 9 31 2 *', timeZone: LONDON };
    expect(latestSlot(never, long, slot)).toBeUndefined();
    expect(nextSlot(never, slot)).toBeUndefined();
  });

  test.each([
    ['daily, over the skipped hour', '30 1 * * *', '2027-03-26T00:00:00Z'],
    ['daily, over the doubled hour', '30 1 * * *', '2027-10-29T00:00:00Z'],
    ['every half hour, over the doubled hour', '*/30 * * * *', '2027-10-30T22:00:00Z'],
    ['by default', byDefault.cron, '2026-12-01T00:00:00Z'],
  ])('agrees with the next slot: %s', (_when, cron, start) => {
    for (const slot of slots(cron, start, 8).map((text) => at(`${text}:00Z`)))
      expect(latestSlot({ cron, timeZone: LONDON }, long, new Date(slot.getTime() + 20_000))).toEqual(slot);
  });
});
