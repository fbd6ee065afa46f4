import { describe, expect, test } from 'vitest';
import { editionNumber, parseEmailAddress, type SubscriberId } from '../../src/core/index.ts';
import {
  confirm,
  identifyReader,
  importSubscribers,
  leave,
  liftSuppression,
  type MailedTo,
  noteSoftBounce,
  showAddress,
  signToken,
  subscribe,
  suppress,
  suppressAddress,
} from '../../subscribers/index.ts';
import { how, insertEdition, openReadingRoom } from './reading-room.ts';

const room = await openReadingRoom();
const { deps } = room;
for (const number of [2, 3, 4, 5, 6]) await insertEdition(room.db, number);
const active = async (address: string) => {
  await room.importing(`${address},,*,,`);
  return room.reader(address);
};
const mailed = (id: SubscriberId): MailedTo => ({ subscriber: id, address: null, hashes: [], at: null });
const sent = (id: number, edition: number, state: 'accepted' | 'bounced' | 'skipped') =>
  room.db
    .insertInto('deliveries')
    .values({
      edition_number: editionNumber(edition),
      subscriber_id: id as never,
      state,
      reason: null,
      lease_id: null,
      message_id: null,
      updated_at: room.clock.now(),
    })
    .execute();

test('a bounced address gets nothing more, whatever is tried, until it is lifted', async () => {
  const reader = await active('ada@example.org');
  await suppress(deps, mailed(reader.id), 'hard bounce');
  await suppress(deps, mailed(reader.id), 'complaint');
  expect(await room.reader('ada@example.org')).toMatchObject({
    state: 'suppressed',
    stateReason: 'hard bounce',
  });
  expect(await room.ledger('ada@example.org')).toEqual(['imported: imported', 'suppressed: hard bounce']);

  const email = parseEmailAddress('ada@example.org');
  await subscribe(deps, { email, choice: 'all' }, how);
  expect(await room.mails('ada@example.org')).toEqual([]);
  room.clock.advance(1000);
  expect(await room.importing('ada@example.org,,*,,')).toMatchObject({ suppressed: 1 });
  expect((await leave(deps, reader.id, how)).outcome).toBe('already left');

  await liftSuppression(deps, email, { how });
  expect((await room.reader('ada@example.org')).state).toBe('unsubscribed');
  expect(await room.importing('ada@example.org,,*,,')).toMatchObject({ left: 1 });
  await subscribe(deps, { email, choice: 'all' }, how);
  const { token } = await room.newest('ada@example.org', 'confirm-subscription');
  await confirm(deps, token, how);
  expect((await room.reader('ada@example.org')).state).toBe('active');
  await expect(liftSuppression(deps, email, { how })).rejects.toThrow('not suppressed');
});

test('the desk can stop an address that never subscribed; sign-up and import keep out', async () => {
  const email = parseEmailAddress('never@example.org');
  expect(await suppressAddress(deps, email, how)).toBe(false);
  await subscribe(deps, { email, choice: 'all' }, how);
  expect(await room.importing('Never@Example.org,,*,,')).toMatchObject({ suppressed: 1, added: 0 });
  expect(await showAddress(deps, email)).toMatchObject({ reader: null, suppression: { reason: 'desk' } });
});

test('after a key rotation the list still holds; an import says when a key is missing', async () => {
  await suppressAddress(deps, parseEmailAddress('rotated@example.org'), how);
  const key = { id: 'k2', key: Buffer.alloc(32, 9) };
  const file = await room.csv('email,sections', 'rotated@example.org,*');
  const rotated = await importSubscribers({ ...deps, keys: [key, ...deps.keys] }, file);
  expect(rotated).toMatchObject({ suppressed: 1, unreadableSuppressions: 0 });
  const nothing = await room.csv('email,sections');
  const lost = await importSubscribers({ ...deps, keys: [key] }, nothing);
  expect(lost.unreadableSuppressions).toBeGreaterThan(0);
});

describe('soft bounces', () => {
  test('of three editions in a row suppress; repeats of one edition count once', async () => {
    const { id } = await active('soft@example.org');
    for (const edition of [1, 2, 3]) {
      await sent(id, edition, 'bounced');
      expect((await room.reader('soft@example.org')).state).toBe('active');
      await noteSoftBounce(deps, mailed(id), editionNumber(edition));
      await noteSoftBounce(deps, mailed(id), editionNumber(edition));
    }
    expect(await room.reader('soft@example.org')).toMatchObject({
      state: 'suppressed',
      stateReason: 'soft bounces',
    });
  });

  test('with an edition that arrived in between start again; a skipped one does not count', async () => {
    const { id } = await active('patchy@example.org');
    const plan = {
      1: 'bounced',
      2: 'bounced',
      3: 'accepted',
      4: 'bounced',
      5: 'skipped',
      6: 'bounced',
    } as const;
    for (const [edition, state] of Object.entries(plan)) {
      await sent(id, Number(edition), state);
      if (state === 'bounced') await noteSoftBounce(deps, mailed(id), editionNumber(Number(edition)));
    }
    const row = await room.db
      .selectFrom('subscribers')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ state: 'active', soft_bounces: 2, soft_bounce_edition: 6 });
  });
});

test('an unsubscribe link answers also for somebody suppressed', async () => {
  const { id } = await active('gone@example.org');
  await suppress(deps, mailed(id), 'complaint');
  const token = signToken(deps.keys, 'unsubscribe', { id });
  expect((await identifyReader(deps, 'unsubscribe', token)).state).toBe('suppressed');
});
