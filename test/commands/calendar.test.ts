import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY_MS } from '../../src/core/index.ts';
import { quarterly } from '../support/command.ts';
import { freshDatabase } from '../support/database.ts';
import { press } from '../support/press.ts';

const page = readFileSync(new URL('../../docs/operations/calendar.md', import.meta.url), 'utf8');
const block = /```sh\n(.*?)```/s.exec(page)?.[1]?.trim().split('\n') ?? [];

let env: Record<string, string>;
const before = { ...process.env };
beforeAll(async () => {
  env = {
    DATABASE_URL: (await freshDatabase()).url,
    SENDING: 'off',
    PUBLIC_URL: 'https://bulletin.example.org',
  };
  Object.assign(process.env, env);
});
afterAll(() => {
  for (const name of Object.keys(env))
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
});

type Listed = { slot: string; send: string; state: string; reason: string; kind: string };
const listed = async (): Promise<Listed[]> => JSON.parse(await press('calendar', 'list', '--json')).editions;
const dayAfter = (at: string, days: number) =>
  new Date(Date.parse(at) + days * DAY_MS).toISOString().slice(0, 10);

test('every command of the page, on the dates that there are', async () => {
  const { status, out } = await quarterly(env, 'calendar', 'list', '--json');
  expect(status).toBe(0);
  const [first, second] = (JSON.parse(out).editions as Listed[]).filter(({ state }) => state === 'planned');
  if (!first || !second) throw new Error('The cadence gives no two editions.');
  const meant: Record<string, string> = {
    '2027-02-02': first.send.slice(0, 10),
    '2027-02-09': dayAfter(first.send, 7),
    '2027-05-04': second.send.slice(0, 10),
    '2027-03-16T14:30': `${dayAfter(first.send, 30)}T14:30`,
  };
  const said = new Map<string, string>();
  for (const line of block) {
    const [, ...args] = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(
      ([, quoted, plain]) => quoted ?? plain ?? '',
    );
    said.set(line, await press(...args.map((word) => meant[word] ?? word)));
    if (line === 'quarterly calendar pause')
      expect(await press('calendar', 'list')).toContain('Paused since');
  }
  const entries = await listed();
  const at = (slot: string) => entries.find((one) => one.slot === slot);
  expect(at(first.slot)).toMatchObject({ state: 'planned', reason: 'Elections' });
  expect(at(first.slot)?.send.slice(0, 10)).toBe(meant['2027-02-09']);
  expect(at(second.slot)).toMatchObject({ state: 'skipped', reason: 'Nobody has written' });
  expect(entries.filter(({ kind }) => kind === 'special')).toHaveLength(1);
  expect(said.get('quarterly calendar address')).toMatch(
    /https:\/\/bulletin\.example\.org\/calendar\/[\w-]{43}\.ics/,
  );
  expect(said.get('quarterly calendar revoke')).toContain('1 revoked');
  expect(await press('calendar', 'list')).not.toContain('Paused');
  await expect(press('calendar', 'skip', '1999-01-01', '--reason', 'x')).rejects.toThrow();
});

const utc = (year: number, month: number, date: number) => new Date(Date.UTC(year, month - 1, date));
const iso = (at: Date) => at.toISOString().slice(0, 10);
const plus = (at: Date, days: number) => new Date(at.getTime() + days * DAY_MS);
const isWeekend = (at: Date) => [0, 6].includes(at.getUTCDay());

/** Easter Sunday (Meeus, Jones, Butcher). */
function easter(year: number): Date {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const [i, k] = [Math.floor(c / 4), c % 4];
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return utc(year, Math.floor(n / 31), (n % 31) + 1);
}

const firstMonday = (year: number, month: number) => {
  const first = utc(year, month, 1);
  return plus(first, (8 - first.getUTCDay()) % 7);
};
const lastMonday = (year: number, month: number) => {
  const last = utc(year, month + 1, 0);
  return plus(last, -((last.getUTCDay() + 6) % 7));
};

/** Days that stand together: who falls on a weekend takes the next weekday that is nobody's. */
function observed(days: readonly Date[]): Date[] {
  const taken = new Set(days.filter((one) => !isWeekend(one)).map(iso));
  return days.map((one) => {
    let at = one;
    while (isWeekend(at) || (at !== one && taken.has(iso(at)))) at = plus(at, 1);
    taken.add(iso(at));
    return at;
  });
}

/** By the Banking and Financial Dealings Act 1971, its proclamations of every year, and the St Andrew's Day Bank Holiday (Scotland) Act 2007. */
const RULES: Record<string, (year: number) => Date[]> = {
  'england-and-wales': (year) => [
    ...observed([utc(year, 1, 1)]),
    plus(easter(year), -2),
    plus(easter(year), 1),
    firstMonday(year, 5),
    lastMonday(year, 5),
    lastMonday(year, 8),
    ...observed([utc(year, 12, 25), utc(year, 12, 26)]),
  ],
  scotland: (year) => [
    ...observed([utc(year, 1, 1), utc(year, 1, 2)]),
    plus(easter(year), -2),
    firstMonday(year, 5),
    lastMonday(year, 5),
    firstMonday(year, 8),
    ...observed([utc(year, 11, 30)]),
    ...observed([utc(year, 12, 25), utc(year, 12, 26)]),
  ],
  'northern-ireland': (year) => [
    ...(RULES['england-and-wales']?.(year) ?? []),
    ...observed([utc(year, 3, 17)]),
    ...observed([utc(year, 7, 12)]),
  ],
};
/** By proclamation alone. */
const BESIDE: Record<string, string[]> = { scotland: ['2026-06-15'] };

test.each(Object.keys(RULES))(
  'the bank holidays of %s are what the rules give for 2026 to 2028',
  async (division) => {
    const { days, knownTo } = JSON.parse(await press('calendar', 'holidays', '--of', division, '--json'));
    const ruled = [2026, 2027, 2028].flatMap((year) => RULES[division]?.(year) ?? []).map(iso);
    expect(days.map(({ day }: { day: string }) => day)).toEqual(
      [...ruled, ...(BESIDE[division] ?? [])].sort(),
    );
    expect(knownTo).toBe('2028-12-31');
  },
);

test('the rules give what was proclaimed in years with a weekend at Christmas and New Year', () => {
  const days = (division: string, year: number) => RULES[division]?.(year).map(iso) ?? [];
  expect(days('england-and-wales', 2021)).toEqual(expect.arrayContaining(['2021-12-27', '2021-12-28']));
  expect(days('england-and-wales', 2022)).toEqual(
    expect.arrayContaining(['2022-12-26', '2022-12-27', '2022-01-03']),
  );
  expect(days('scotland', 2022)).toEqual(expect.arrayContaining(['2022-01-03', '2022-01-04']));
  expect(days('scotland', 2023)).toEqual(expect.arrayContaining(['2023-01-02', '2023-01-03']));
  expect(days('england-and-wales', 2024)).toEqual(expect.arrayContaining(['2024-03-29', '2024-04-01']));
});
