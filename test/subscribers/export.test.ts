import { expect, test } from 'vitest';
import { parseEmailAddress } from '../../src/core/index.ts';
import {
  exportSubscribers,
  importSubscribers,
  leave,
  showAddress,
  subscribe,
  suppress,
} from '../../subscribers/index.ts';
import { how, openReadingRoom } from './reading-room.ts';

type Room = Awaited<ReturnType<typeof openReadingRoom>>;
const exported = async (room: Room, options?: Parameters<typeof exportSubscribers>[1]) => {
  let text = '';
  for await (const page of exportSubscribers(room.db, options)) text += page.text;
  return text;
};

test('what is exported imports into an empty house as it was', async () => {
  const from = await openReadingRoom();
  const awkward = [
    'ada@example.org,"Lovelace, ""Countess"" Ada",*,2025-01-01T10:00:00Z,"=HYPERLINK(""x"")"',
    '+plus@example.org,-1,news;people,,',
    'wide@example.org,＝1+1,news,,＠SUM(A1)',
    "small@example.org,﹣2,news,,'＋3",
    "o'neil@bücher.example,Ünïcode 𝒜,events,2024-12-31,phone",
  ];
  await from.importing(...awkward, 'left@example.org,,*,,');
  await leave(from.deps, (await from.reader('left@example.org')).id, how);
  const text = await exported(from);
  expect(text).toContain("'+plus@example.org,'-1,");
  expect(text).toContain("wide@example.org,'＝1+1,,news,,'＠SUM(A1)");
  expect(text).toContain("small@example.org,'﹣2,,news,,'＋3");
  expect(text).not.toContain('left@');

  const to = await openReadingRoom();
  expect(await importSubscribers(to, await to.csv(text))).toMatchObject({ rows: 5, added: 5 });
  expect(await exported(to)).toBe(text);
});

test('pages join without a gap; other states say so and are not subscribed by an import', async () => {
  const room = await openReadingRoom();
  const rows = Array.from({ length: 10_001 }, (_, n) => `r${n}@example.org,,news,,`);
  await room.importing(...rows);
  expect(
    (await exported(room))
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[0]),
  ).toEqual(rows.map((row) => row.split(',')[0]));
  await leave(room.deps, (await room.reader('r7@example.org')).id, how);
  const text = await exported(room, { state: 'unsubscribed' });
  expect(text).toBe(
    'email,name,organisation,sections,consent_at,consent_source,language,state,state_reason,left_at\r\n' +
      `r7@example.org,,,news,,,,unsubscribed,left,${room.clock.now().toISOString()}\r\n`,
  );
  room.clock.advance(1000);
  expect(await importSubscribers(room, await room.csv(text))).toMatchObject({
    left: 1,
    added: 0,
    rejected: 0,
  });
});

test('all states imported on a server with the same key bring those along who left or are suppressed', async () => {
  const from = await openReadingRoom();
  const mailed = async (email: string) => {
    const { id } = await from.reader(email);
    return { subscriber: id, address: parseEmailAddress(email), hashes: [], at: null };
  };
  await from.importing(
    'stays@example.org,,*,,fair',
    'left@example.org,,*,,',
    'bounced@example.org,,*,,',
    'angry@example.org,,*,,',
  );
  await leave(from.deps, (await from.reader('left@example.org')).id, how);
  await suppress(from.deps, await mailed('bounced@example.org'), 'hard bounce');
  await suppress(from.deps, await mailed('angry@example.org'), 'complaint');
  await subscribe(from.deps, { email: parseEmailAddress('asked@example.org'), choice: 'all' }, how);
  const text = await exported(from, { state: 'all' });

  const to = await openReadingRoom();
  expect(await importSubscribers(to, await to.csv(text))).toMatchObject({
    rows: 5,
    added: 1,
    leftElsewhere: 1,
    suppressedElsewhere: 2,
    neverAgreed: 1,
    rejected: 0,
  });
  expect(await to.reader('left@example.org')).toMatchObject({
    state: 'unsubscribed',
    stateReason: 'left elsewhere',
  });
  expect(await to.reader('bounced@example.org')).toMatchObject({
    state: 'suppressed',
    stateReason: 'hard bounce',
  });
  expect(await showAddress(to.deps, parseEmailAddress('angry@example.org'))).toMatchObject({
    reader: { state: 'suppressed', stateReason: 'complaint' },
    suppression: { reason: 'complaint' },
  });
  to.clock.advance(1000);
  expect(
    await to.importing('left@example.org,,*,,', 'bounced@example.org,,*,,', 'angry@example.org,,*,,'),
  ).toMatchObject({
    left: 1,
    suppressed: 2,
  });
  expect(await importSubscribers(to, await to.csv(text))).toMatchObject({
    unchanged: 1,
    left: 1,
    suppressed: 2,
  });
});
