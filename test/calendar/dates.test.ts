import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { latestSlot, nextSlot } from '../../src/adapters/queue/cadence.ts';
import { datesOf, latestSendStartedBy, startsBefore } from '../../src/calendar/dates.ts';
import { addDays, daysBetween, workingDaysAfter, workingDaysBefore } from '../../src/calendar/days.ts';
import { atWall, day, wallOf } from '../../src/core/index.ts';

// Luxon is another reckoning of time zones and calendars than ours; working days are counted here one by one with it.
const LONDON = 'Europe/London';
const ZONES = [LONDON, 'Australia/Lord_Howe', 'Africa/Casablanca', 'America/St_Johns', 'Asia/Kathmandu'];
const FROM = DateTime.fromISO('2024-01-01T00:00:00Z');
const DAYS = 12 * 366;
const holidays = new Set([
  '2024-12-25',
  '2024-12-26',
  '2025-01-01',
  '2027-03-26',
  '2027-03-29',
  '2028-02-29',
]);

function countedBack(send: DateTime, count: number): DateTime {
  let at = send;
  for (let left = count; left > 0; ) {
    at = at.minus({ days: 1 });
    if (at.weekday <= 5 && !holidays.has(at.toISODate() as string)) left -= 1;
  }
  return at;
}

describe('a clock on the wall', () => {
  test.each(ZONES)('shows in %s what another reckoning says, each day of 12 years', (zone) => {
    for (let n = 0; n < DAYS; n += 1) {
      const at = FROM.plus({ days: n, minutes: (n * 37) % 1_440 });
      const there = at.setZone(zone);
      expect(wallOf(at.toJSDate(), zone)).toEqual({
        day: there.toISODate(),
        time: there.toFormat('HH:mm:ss'),
      });
      const wall = { day: day(there.toISODate() as string), time: `0${n % 4}:30:00` };
      const theirs = DateTime.fromISO(`${wall.day}T${wall.time}`, { zone });
      const ours = atWall(wall, zone);
      // Of a doubled hour Luxon may take either; ours is the first.
      const first = theirs.getPossibleOffsets()[0] as DateTime;
      expect([wall, ours.toISOString()]).toEqual([wall, first.toUTC().toISO()]);
    }
  });

  test('in the hour that spring skips and the one that autumn doubles', () => {
    const at = (on: string, time: string) => atWall({ day: day(on), time }, LONDON).toISOString();
    expect(at('2027-03-28', '00:59:59')).toBe('2027-03-28T00:59:59.000Z');
    expect(at('2027-03-28', '01:30:00')).toBe('2027-03-28T01:30:00.000Z');
    expect(at('2027-03-28', '02:00:00')).toBe('2027-03-28T01:00:00.000Z');
    expect(at('2027-10-31', '01:30:00')).toBe('2027-10-31T00:30:00.000Z');
    expect(at('2027-10-31', '02:00:00')).toBe('2027-10-31T02:00:00.000Z');
  });
});

describe('working days', () => {
  test('back from each day of 12 years are as counted one by one', () => {
    for (let n = 0; n < DAYS; n += 1) {
      const there = FROM.plus({ days: n });
      const count = n % 16;
      const from = day(there.toISODate() as string);
      expect([from, count, workingDaysBefore(from, count, holidays)]).toEqual([
        from,
        count,
        countedBack(there, count).toISODate(),
      ]);
    }
  });

  test('the latest day from which so many lead back is the last one', () => {
    const anyDay = fc.integer({ min: 0, max: DAYS }).map((n) => addDays(day('2024-01-01'), n));
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 15 }), (one, count) => {
        const last = workingDaysAfter(one, count, holidays);
        expect(workingDaysBefore(last, count, holidays) <= one).toBe(true);
        expect(workingDaysBefore(addDays(last, 1), count, holidays) > one).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('over 29 February, and what is no day', () => {
    expect(workingDaysBefore(day('2028-03-01'), 1, new Set())).toBe('2028-02-29');
    expect(workingDaysBefore(day('2028-03-01'), 1, holidays)).toBe('2028-02-28');
    expect(workingDaysBefore(day('2027-03-01'), 1, new Set())).toBe('2027-02-26');
    expect(daysBetween(day('2028-02-28'), day('2028-03-01'))).toBe(2);
    for (const text of ['2027-02-29', '2027-13-01', '2027-1-1', ''])
      expect(() => day(text)).toThrow(RangeError);
  });
});

describe('the dates of an edition', () => {
  const dateTimes = (send: Date, zone: string) => DateTime.fromJSDate(send, { zone });

  test.each([0, 1, 2, 3, 4, 5, 6])('weekday %i as cadence, 12 years, both clock changes', (weekday) => {
    const cadence = { cron: `30 9 1-7,15-21 * ${weekday}`, timeZone: LONDON };
    let send = nextSlot(cadence, new Date('2024-01-01T00:00:00Z'));
    for (let n = 0; send && n < 12 * 24; n += 1, send = nextSlot(cadence, send)) {
      const dates = datesOf(send, { timeZone: LONDON, holidays, leadDays: 10 });
      const there = dateTimes(send, LONDON);
      expect([n, dates]).toEqual([
        n,
        {
          copyDeadline: countedBack(there, 15).toJSDate(),
          assembly: countedBack(there, 10).toJSDate(),
          approval: countedBack(there, 5).toJSDate(),
          send,
        },
      ]);
    }
  });

  test('with a lead of 0 the flow starts at the send date to the very moment', () => {
    const send = new Date('2027-10-31T01:15:00.123Z');
    const dates = datesOf(send, { timeZone: LONDON, holidays, leadDays: 0 });
    expect([dates.assembly, dates.approval]).toEqual([send, send]);
    expect(latestSendStartedBy(send, { timeZone: LONDON, holidays, leadDays: 0 })).toEqual(send);
  });

  test('no edition that has started is sent later than is looked for', () => {
    const minute = { cron: '17 * * * *', timeZone: LONDON };
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: DAYS * 24 }),
        fc.integer({ min: 1, max: 12 }),
        (hour, leadDays) => {
          const by = { timeZone: LONDON, holidays, leadDays };
          const now = FROM.plus({ hours: hour, minutes: 18 }).toJSDate();
          const last = latestSendStartedBy(now, by);
          const found = latestSlot(minute, new Date(0), last);
          const later = nextSlot(minute, last);
          expect(later && startsBefore(later, by) > now).toBe(true);
          expect(found && found <= last).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
