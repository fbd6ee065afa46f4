import { expect, test } from 'vitest';
import { localDay, localTime, localTimes } from '../../src/core/index.ts';

test.each([
  ['2026-07-01T23:30:05Z', 'Europe/London', '2026-07-02 00:30:05 BST'],
  ['2026-01-01T00:00:00Z', 'Europe/London', '2026-01-01 00:00:00 GMT'],
  ['2026-01-01T15:00:00Z', 'Asia/Tokyo', '2026-01-02 00:00:00 GMT+9'],
  ['2026-01-01T03:00:00Z', 'America/New_York', '2025-12-31 22:00:00 GMT-5'],
])('%s is told in %s as %s', (iso, zone, told) => {
  expect(localTime(new Date(iso), zone)).toBe(told);
});

test.each(['Europe/London', 'Pacific/Auckland', 'America/New_York', 'Pacific/Kiritimati'])(
  'a day without a time stays that day in %s',
  (zone) => {
    expect(localDay(new Date('2026-05-31T00:00:00Z'), zone)).toBe('2026-05-31');
    expect(localDay(null, zone)).toBe('');
    expect(localDay(new Date('2026-05-31T09:30:00Z'), zone)).toBe(
      localTime(new Date('2026-05-31T09:30:00Z'), zone, false),
    );
  },
);

test('a stored sentence tells its times in the zone too, as exactly as it had them', () => {
  const stored =
    'since 2026-07-01 12:00 UTC, next try at 2026-07-01 12:00:30 UTC {"slot":"2026-07-01T08:00:00.000Z"}';
  expect(localTimes(stored, 'Europe/Berlin')).toBe(
    'since 2026-07-01 14:00 CEST, next try at 2026-07-01 14:00:30 CEST {"slot":"2026-07-01 10:00:00 CEST"}',
  );
  expect(localTimes('edition 2026-07-01, no time', 'Europe/Berlin')).toBe('edition 2026-07-01, no time');
});
