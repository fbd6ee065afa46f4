import { afterAll, beforeAll, expect, test } from 'vitest';
import { readyToSend } from '../../delivery/support/edition.ts';
import { openPostRoom, type PostRoom } from '../../delivery/support/post-room.ts';
import { signedInBrowser } from '../../support/desk.ts';

let room: PostRoom;
beforeAll(async () => {
  room = await openPostRoom();
});
afterAll(() => room.close());

test('the check says who gets the edition, by section, and how that has changed since the last one', async () => {
  const ed = await signedInBrowser(room.app, room.site, { roles: ['editor'] });
  const words = async (number: number) =>
    (await (await ed.get(`/desk/editions/${number}/check`)).text())
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ');
  await room.readers('ann@example.org', 'bob@example.org');
  const first = await room.sendEdition();
  await room.db
    .updateTable('editions')
    .set({ state: 'published' })
    .where('number', '=', first as never)
    .execute();
  await room.readers('cid@example.org');
  await readyToSend(room.db, 2, 0);
  const text = await words(2);
  expect(text).toContain('3 readers, each one mail with only the sections they chose.');
  expect(text).toContain('Section Readers Since edition 1');
  expect(text).toContain('alpha 3 1 more');
  expect(await words(1)).not.toContain('Since edition');
});
