import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { parseEmailAddress } from '../../src/core/index.ts';
import {
  confirm,
  countSubscribers,
  eraseAddress,
  findSubscribers,
  importSubscribers,
  leave,
  liftSuppression,
  monthlyChanges,
  subscribe,
  suppress,
  suppressAddress,
  undoLeave,
} from '../../subscribers/index.ts';
import { how, openReadingRoom, slugs } from './reading-room.ts';

const header = 'email,name,organisation,sections,consent_at,consent_source,state';
const at = parseEmailAddress;

let room: Awaited<ReturnType<typeof openReadingRoom>>;
const months = () =>
  monthlyChanges(room.db, { until: room.clock.now(), months: 3, timeZone: 'Europe/London' });
const id = async (email: string) => (await room.reader(email)).id;

beforeAll(async () => {
  room = await openReadingRoom();
});

test('without readers every count is nought, and each month is there', async () => {
  expect(await countSubscribers(room.db)).toMatchObject({
    states: { active: 0, pending: 0, unsubscribed: 0, suppressed: 0, erased: 0 },
    all: 0,
  });
  const none = { joined: 0, left: 0, bounced: 0, stopped: 0 };
  expect(await months()).toEqual([
    { month: '2026-03', ...none },
    { month: '2026-04', ...none },
    { month: '2026-05', ...none },
  ]);
  expect(await findSubscribers(room.db, { limit: 10 })).toEqual([]);
});

test('who joined, left, bounced or was stopped counts in the month of it, and the months add up to who is active', async () => {
  const signUp = (email: string) => ({ email: at(email), choice: slugs('news') });
  await subscribe(room, signUp('pending@example.org'), how);
  await subscribe(room, signUp('both@example.org'), how);
  await subscribe(room, signUp('signed@example.org'), how);
  await confirm(room, (await room.newest('signed@example.org', 'confirm-subscription')).token, how);
  const file = await room.csv(
    header,
    ...['leaver', 'back', 'bounced', 'stopped', 'lifted', 'gone', 'both', 'stays'].map(
      (name) => `${name}@example.org,${name === 'stays' ? 'Stays Put' : ''},,news;people,2025-03-01,,active`,
    ),
    'elsewhere@example.org,,,news,2025-03-01,,unsubscribed',
    'blocked@example.org,,,*,2025-03-01,,bounced',
  );
  await importSubscribers(room, file);
  await importSubscribers(room, await room.csv(header, 'stays@example.org,,,*,2026-05-01,,active'));
  room.clock.set(new Date('2026-06-30T23:30:00Z'));
  await leave(room, await id('leaver@example.org'), how);
  await leave(room, await id('back@example.org'), how);
  await undoLeave(room, await id('back@example.org'), how);
  await leave(room, await id('pending@example.org'), how);
  const bounced = { subscriber: await id('bounced@example.org'), address: at('bounced@example.org') };
  await suppress(room, { ...bounced, hashes: [], at: null }, 'hard bounce');
  await suppressAddress(room, at('stopped@example.org'), how);
  await suppressAddress(room, at('lifted@example.org'), how);
  await liftSuppression(room, at('lifted@example.org'), { how, reason: 'by mistake', reactivate: true });
  await eraseAddress(room, at('gone@example.org'), how);
  await eraseAddress(room, at('leaver@example.org'), how);
  const found = await months();
  expect(found).toEqual([
    { month: '2026-05', joined: 9, left: 0, bounced: 0, stopped: 0 },
    { month: '2026-06', joined: 0, left: 0, bounced: 0, stopped: 0 },
    { month: '2026-07', joined: 2, left: 3, bounced: 1, stopped: 2 },
  ]);
  const { states, all, sections } = await countSubscribers(room.db);
  expect(states).toEqual({ active: 5, pending: 0, unsubscribed: 2, suppressed: 3, erased: 2 });
  expect(found.reduce((sum, one) => sum + one.joined - one.left - one.bounced - one.stopped, 0)).toBe(5);
  expect(all).toBe(1);
  expect(sections.map(({ slug, readers }) => [slug, readers])).toEqual([
    ['news', 5],
    ['people', 4],
    ['events', 1],
  ]);
});

test('readers are found by a part of the address or name, by state and by section, a page at a time', async () => {
  const names = async (wish: Parameters<typeof findSubscribers>[1]) =>
    (await findSubscribers(room.db, wish)).map(({ email }) => email?.split('@')[0]);
  expect(await names({ words: 'STAYS@', limit: 5 })).toEqual(['stays']);
  expect(await names({ words: 'put', limit: 5 })).toEqual(['stays']);
  for (const odd of ['%', '_', '\\', "'"]) expect(await names({ words: odd, limit: 5 })).toEqual([]);
  expect(await names({ state: 'suppressed', limit: 5 })).toHaveLength(3);
  expect(await names({ state: 'erased', limit: 5 })).toEqual([undefined, undefined]);
  expect(await names({ section: 'events', limit: 5 })).toEqual(['stays']);
  const [stays] = await findSubscribers(room.db, { words: 'stays', limit: 1 });
  expect(stays).toMatchObject({ state: 'active', name: 'Stays Put', choice: 'all' });
  const all = await findSubscribers(room.db, { limit: 100 });
  expect(all.map((one) => one.state)).not.toContain('erased');
  expect(all).toHaveLength(10);
  const second = await findSubscribers(room.db, { before: all[3]?.id, limit: 4 });
  expect(second).toEqual(all.slice(4, 8));
});

test('a long ledger is counted once, and what is written into it since, of whatever time, counts at the next look', async () => {
  const write = (lines: number, at: string) =>
    sql`INSERT INTO consents (subscriber_id, at, event, source, detail)
      SELECT (SELECT min(id) FROM subscribers), ${at}, 'left', 'one-click', '{"was": "active"}' FROM generate_series(1, ${lines}::integer)`.execute(
      room.db,
    );
  const left = async () => (await months()).map((month) => month.left);
  const [may = 0, june = 0, july = 0] = await left();
  await write(12_000, '2026-06-10T12:00:00Z');
  expect(await left()).toEqual([may, june + 12_000, july]);
  await write(1, '2026-05-10T12:00:00Z');
  await write(2, '2026-07-01T12:00:00Z');
  expect(await left()).toEqual([may + 1, june + 12_000, july + 2]);
  await write(60_000, '2026-06-11T12:00:00Z');
  expect(await left()).toEqual([may + 1, june + 72_000, july + 2]);
});
