import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { editionNumber } from '../../src/core/index.ts';
import { type Evidence, weigh } from '../../src/delivery/feedback/evidence.ts';
import { type DeliveryReport, deliveryReport } from '../../src/delivery/index.ts';
import { eventAbout, openPostRoom, type PostRoom } from './support/post-room.ts';

const MINUTE = 60_000;
const whole: Evidence = {
  age: 16 * MINUTE,
  before: 150,
  after: 150,
  withSend: 300,
  sameWorker: 300,
  nearestBefore: 100,
  nearestAfter: 100,
  longest: 2_000,
  backlog: false,
  disputed: false,
};

describe('by what the events say of the mails around it, an unknown one', () => {
  test('was not taken when all have come and its own has not', () => {
    expect(weigh(whole)).toMatchObject({ taken: 'no', windowMs: 15 * MINUTE });
    expect(weigh({ ...whole, before: 1_000, after: 1_000, withSend: 1_998 }).taken).toBe('no');
  });
  test.each<[string, Partial<Evidence>]>([
    ['it is too early', { age: 15 * MINUTE - 1 }],
    ['events are slow: twice the slowest is waited for', { longest: 9 * MINUTE }],
    ['it is not known when it was called', { age: null }],
    ['there are few neighbours', { before: 99, after: 100, withSend: 199, sameWorker: 199 }],
    ['it was among the last', { before: 281, after: 19 }],
    ['it was among the first', { before: 19, after: 281 }],
    ['one of 300 is missing', { withSend: 299 }],
    ['no Send events are published', { withSend: 0, sameWorker: 0, longest: null }],
    ['only another worker’s events come', { sameWorker: 19 }],
    ['SNS may have been deaf before it', { nearestBefore: 61_000 }],
    ['SNS may have been deaf after it', { nearestAfter: 61_000 }],
    ['nothing came after it', { nearestAfter: null }],
    ['events wait to be applied', { backlog: true }],
    ['an untagged event is about its mailbox', { disputed: true }],
  ])('holds when %s', (_, less) => {
    expect(weigh({ ...whole, ...less })).toMatchObject({
      taken: 'unknown',
      why: { code: expect.any(String) },
    });
  });
});

/** Calls that SES never took, and calls that it took and whose answers were lost. */
const NEVER = [100, 125, 150, 175];
const TAKEN = [110, 140, 165];
const READERS = 300;
let room: PostRoom;
beforeAll(async () => {
  room = await openPostRoom();
  room.simulator.setEventsTo(undefined);
  await room.readers(...Array.from({ length: READERS }, (_, n) => `reader${n}@example.org`));
});
beforeEach(() => room.simulator.clear());
afterAll(() => room.close());

type Mail = ReturnType<PostRoom['simulator']['mails']>[number];

async function sendWithAccidents(): Promise<{ edition: number; mails: Mail[] }> {
  room.simulator.setFaults([
    { kind: 'reset', nth: NEVER },
    { kind: 'accept-then-reset', nth: TAKEN },
  ]);
  const edition = await room.sendEdition();
  room.simulator.setFaults([]);
  expect((await report(edition)).unknown).toBe(NEVER.length + TAKEN.length);
  return { edition, mails: [...room.simulator.mails({})] };
}

const report = (edition: number): Promise<DeliveryReport> => deliveryReport(room.db, editionNumber(edition));
const sweep = () => room.sweep({ policy: 'evidence' });

/** What a sweep after `minutes` makes of it: those that go again, and whether a reader has got it twice by that. */
async function settled(edition: number, minutes: number) {
  await room.apply();
  await sweep();
  expect((await report(edition)).evidence?.notTaken ?? 0).toBe(0);
  room.clock.advance(minutes * MINUTE);
  await room.apply();
  await sweep();
  const after = await report(edition);
  await room.sendRest(edition);
  const to = room.simulator.mails({}).map(({ destinations }) => destinations[0]);
  return { ...after, twice: to.length - new Set(to).size };
}

const shuffled = <T>(items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);

test('a late source: what came settles the mail, what never comes is sent again, and nobody gets two', async () => {
  const { edition, mails } = await sendWithAccidents();
  room.clock.advance(3 * MINUTE);
  for (const mail of shuffled(mails)) await room.post(eventAbout(mail, 'Send'));
  const { evidence, unknown, open, twice } = await settled(edition, 13);
  expect({ unknown, open, twice }).toEqual({ unknown: 0, open: NEVER.length, twice: 0 });
  expect(evidence).toMatchObject({ notTaken: NEVER.length, windowMinutes: 15, held: {} });
  expect(evidence?.neighbours).toBeGreaterThanOrEqual(200);
  expect(evidence?.withSend).toBe(evidence?.neighbours);
  expect((await report(edition)).states.accepted).toBe(READERS);
});

test.each<[string, (mail: Mail, n: number) => 'Send' | 'Delivery' | undefined]>([
  ['a lossy source', (_, n) => (n % 50 === 7 ? undefined : 'Send')],
  ['a source without Send events', () => 'Delivery'],
  ['a subscription that was paused in the middle', (_, n) => (n > 104 && n < 180 ? undefined : 'Send')],
])('%s holds, and says why', async (_, typeOf) => {
  const { edition, mails } = await sendWithAccidents();
  // The lost answers' events are among those that do not come.
  const answered = new Set(
    (
      await room.db
        .selectFrom('deliveries')
        .select('message_id')
        .where('edition_number', '=', editionNumber(edition))
        .execute()
    ).map((row) => row.message_id),
  );
  for (const [n, mail] of mails.entries()) {
    const type = answered.has(mail.id) ? typeOf(mail, n) : undefined;
    if (type) await room.post(eventAbout(mail, type));
  }
  const { evidence, unknown, twice } = await settled(edition, 60);
  expect({ unknown, twice }).toEqual({ unknown: NEVER.length + TAKEN.length, twice: 0 });
  expect(evidence).toMatchObject({ notTaken: 0 });
  expect(Object.keys(evidence?.held ?? {})).not.toEqual([]);
});

test('a lying source: repeated, shuffled and foreign events settle nothing that they should not', async () => {
  const { edition, mails } = await sendWithAccidents();
  const unknown = await room.db
    .selectFrom('deliveries')
    .select('id')
    .where('state', '=', 'unknown')
    .where('edition_number', '=', editionNumber(edition))
    .execute();
  const foreign = unknown.map(({ id }) => ({
    eventType: 'Send',
    mail: {
      messageId: randomUUID(),
      tags: { delivery: [String(id)], installation: ['another'], lease: ['x'] },
    },
  }));
  const own = mails.map((mail) => eventAbout(mail, 'Send'));
  for (const event of shuffled([...own, ...own.slice(0, 100), ...foreign])) await room.post(event);
  const after = await settled(edition, 16);
  expect(after).toMatchObject({ unknown: 0, open: NEVER.length, twice: 0 });
});
