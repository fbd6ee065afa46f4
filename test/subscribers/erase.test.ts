import { describe, expect, test } from 'vitest';
import { editionNumber, parseEmailAddress } from '../../src/core/index.ts';
import { retainMail, storeEvent } from '../../src/delivery/index.ts';
import { sesEventIn } from '../../src/web/hooks/events.ts';
import {
  askAddressChange,
  changePreferences,
  copyAsCsv,
  copyAsJson,
  endSoftBounces,
  erase,
  eraseAddress,
  giveCopy,
  identifyReader,
  leave,
  retainSubscribers,
  signToken,
  subscribe,
  suppress,
} from '../../subscribers/index.ts';
import { allColumns as columnsOf, placesOf as placesIn } from '../support/places-of.ts';
import { addressColumns } from './address-columns.ts';
import { how, openReadingRoom, slugs } from './reading-room.ts';

const room = await openReadingRoom();
const { deps, db, clock } = room;
const DAY = 86_400_000;
const periods = { left: 28, unconfirmed: 14 };

const allColumns = () => columnsOf(db);
const placesOf = (...words: string[]) => placesIn(db, ...words);

/** What SES really publishes about a bounced mail, with the address in every place it has. */
const bounceOf = (address: string, name: string, delivery: number) =>
  JSON.stringify({
    eventType: 'Bounce',
    bounce: {
      bounceType: 'Transient',
      bounceSubType: 'General',
      timestamp: '2026-05-05T08:00:00Z',
      bouncedRecipients: [
        {
          emailAddress: address,
          action: 'failed',
          status: '5.1.1',
          diagnosticCode: `smtp; 550 5.1.1 <${address}> ${name}`,
        },
      ],
    },
    mail: {
      messageId: '0100018',
      timestamp: '2026-05-05T08:00:00Z',
      destination: [address],
      headers: [{ name: 'To', value: `${name} <${address}>` }],
      commonHeaders: { to: [`${name} <${address}>`], subject: `For ${name}` },
      tags: { delivery: [String(delivery)], edition: ['1'] },
    },
  });

describe('erasure', () => {
  test('leaves neither address nor name anywhere, and only a keyed hash', async () => {
    const [address, next, name, work] = [
      'Zebedee@Quagga.example',
      'zeb@okapi.example',
      'Zebedee Quux',
      'Quagga Trust',
    ];
    await room.importing(`${address},${name},news,2025-01-01,asked by ${address}`);
    const { id } = await room.reader(address);
    await changePreferences(deps, id, {
      name: `${name} II`,
      organisation: work,
      choice: slugs('news', 'people'),
      how,
    });
    await subscribe(deps, { email: parseEmailAddress(address.toUpperCase()), name, choice: 'all' }, how);
    await askAddressChange(deps, id, { email: parseEmailAddress(next), how });
    await db
      .insertInto('deliveries')
      .values({
        edition_number: editionNumber(1),
        subscriber_id: id,
        state: 'rejected',
        reason: `Email address is not verified: ${address.toLowerCase()}`,
        lease_id: null,
        message_id: 'm-1',
        updated_at: clock.now(),
      })
      .execute();
    await db
      .insertInto('runs')
      .values({
        edition_number: editionNumber(1),
        trigger: 'manual',
        slot: null,
        state: 'held',
        reason: `SES refused ${address.toUpperCase()} (twice)`,
        started_at: clock.now(),
        finished_at: null,
      })
      .execute();
    const event = sesEventIn(bounceOf(address, name, 1));
    if (event) await storeEvent(db, { messageId: 'sns-1', event, now: clock.now() });

    const held = await placesOf('quagga', 'zebedee', 'okapi', 'quux');
    expect(held).toEqual(
      expect.arrayContaining([
        'public.subscribers.email',
        'public.notices.to_address',
        'public.deliveries.reason',
        'public.flow_runs.reason',
      ]),
    );
    expect(held.filter((place) => /ses_events|consents|bullmq/.test(place))).toEqual([]);

    await erase(deps, id, how);
    await erase(deps, id, how);
    expect(await placesOf('quagga', 'zebedee', 'okapi', 'quux')).toEqual([]);
    expect(await db.selectFrom('suppressions').select('reason').execute()).toEqual([{ reason: 'erased' }]);
    const run = await db.selectFrom('runs').select('reason').executeTakeFirst();
    expect(run?.reason).toBe('SES refused (address removed) (twice)');

    clock.advance(1000);
    expect(await room.importing(`${address},${name},news,,`)).toMatchObject({ erased: 1, added: 0 });
    const unsubscribe = signToken(deps.keys, 'unsubscribe', { id });
    expect((await identifyReader(deps, 'unsubscribe', unsubscribe)).state).toBe('erased');
    expect((await leave(deps, id, how)).outcome).toBe('already left');
    await expect(giveCopy(deps, id, how)).rejects.toThrow('Nothing is held');
  });

  test('by address works also when nothing is held, and never touches a neighbour', async () => {
    await room.importing('a.b@example.org,,*,,', 'axb@example.org,,*,,', '%@example.org,,*,,');
    expect(await eraseAddress(deps, parseEmailAddress('a.b@example.org'), how)).toBe(true);
    expect(await eraseAddress(deps, parseEmailAddress('%@example.org'), how)).toBe(true);
    expect(await eraseAddress(deps, parseEmailAddress('unheard@example.org'), how)).toBe(false);
    expect((await room.reader('axb@example.org')).state).toBe('active');
    expect(await room.importing('unheard@example.org,,*,,')).toMatchObject({ erased: 1 });
  });

  test('every column that could hold an address is emptied, or holds none for a reason', async () => {
    const ours = (await allColumns()).filter(({ table }) => table.startsWith('public.'));
    const undecided = ours
      .map(({ table, column }) => `${table.slice('public.'.length)}.${column}`)
      .filter((place) => !addressColumns[place] && !addressColumns[place.replace(/\..*/, '.*')]);
    expect(undecided, 'say in address-columns.ts how erasure covers them').toEqual([]);
  });
});

describe('a copy of what is held', () => {
  test('is one file with everything, as JSON or CSV, and noted', async () => {
    await room.importing('copy@example.org,"Cora, O\'Copy",news,2025-01-01,fair');
    const { id } = await room.reader('copy@example.org');
    const copy = await giveCopy(deps, id, how);
    expect(JSON.parse(copyAsJson(copy))).toMatchObject({
      reader: { email: 'copy@example.org', name: "Cora, O'Copy", choice: ['news'] },
      whatHappened: [
        { event: 'imported', words: expect.stringContaining('Agreed outside') },
        { event: 'copy given' },
      ],
    });
    expect(copyAsCsv(copy)).toContain('subscriber,2026-05-05T08:00:01.000Z,name,"Cora, O\'Copy"\r\n');
    expect(copyAsJson(copy)).not.toContain('oken');
  });
});

describe('retention', () => {
  test('removes an address 28 days after leaving or suppression, and an import still knows', async () => {
    await room.importing('left28@example.org,,*,,', 'stopped28@example.org,,*,,', 'stays@example.org,,*,,');
    await leave(deps, (await room.reader('left28@example.org')).id, how);
    const { id: subscriber } = await room.reader('stopped28@example.org');
    await suppress(deps, { subscriber, address: null, hashes: [], at: null }, 'complaint');
    clock.advance(28 * DAY - 1000);
    expect(await retainSubscribers(deps, periods)).toMatchObject({ left: 0 });
    clock.advance(1000);
    expect(await retainSubscribers(deps, periods)).toMatchObject({ left: 2 });
    expect(await retainSubscribers(deps, periods)).toMatchObject({ left: 0 });
    expect(await placesOf('left28', 'stopped28')).toEqual([]);
    expect(await room.importing('left28@example.org,,*,,', 'stopped28@example.org,,*,,')).toMatchObject({
      left: 1,
      suppressed: 1,
    });
    expect((await room.reader('stays@example.org')).state).toBe('active');
  });

  test('removes a sign-up that nobody confirmed after 14 days, and leaves no trace of it', async () => {
    await subscribe(deps, { email: parseEmailAddress('typo@example.org'), choice: 'all' }, how);
    clock.advance(14 * DAY);
    expect(await retainSubscribers(deps, periods)).toMatchObject({ unconfirmed: 1 });
    expect(await placesOf('typo@')).toEqual([]);
    expect(await room.importing('typo@example.org,,*,,')).toMatchObject({ added: 1 });
  });

  test('removes events and the record of mails after 400 days', async () => {
    await storeEvent(db, {
      messageId: 'old',
      event: { type: 'Send', payload: '{}' },
      now: clock.now(),
    });
    clock.advance(400 * DAY);
    const removed = await retainMail({ ...deps, beforeFold: endSoftBounces }, 400);
    expect(removed.events).toBeGreaterThan(0);
    expect(await db.selectFrom('ses_events').select('id').execute()).toEqual([]);
  });
});
