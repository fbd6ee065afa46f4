import { expect, test } from 'vitest';
import { exportSubscribers, importSubscribers, leave } from '../../subscribers/index.ts';
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
    "o'neil@bücher.example,Ünïcode 𝒜,events,2024-12-31,phone",
  ];
  await from.importing(...awkward, 'left@example.org,,*,,');
  await leave(from.deps, (await from.reader('left@example.org')).id, how);
  const text = await exported(from);
  expect(text).toContain("'+plus@example.org,'-1,");
  expect(text).not.toContain('left@');

  const to = await openReadingRoom();
  expect(await importSubscribers(to, await to.csv(text))).toMatchObject({ rows: 3, added: 3 });
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
    'email,name,organisation,sections,consent_at,consent_source,state\r\nr7@example.org,,,news,,,unsubscribed\r\n',
  );
  expect(await importSubscribers(room, await room.csv(text))).toMatchObject({ rejected: 1, added: 0 });
});
