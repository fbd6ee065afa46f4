import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database, EditionNumber, SubscriberId } from '../../src/core/index.ts';
import { silentLog, systemClock } from '../../src/core/index.ts';
import { applyEvents, deliveryReport, planDeliveries } from '../../src/delivery/index.ts';
import { runControl } from '../../src/flows/index.ts';
import { installationOf } from '../../src/settings/index.ts';
import type { MailedTo } from '../../subscribers/index.ts';
import { freshDatabase } from '../support/database.ts';
import { readyToSend, runState } from './support/edition.ts';

let db: Database;
let edition: EditionNumber;
let ids: number[];
let number = 0;
let sequence = 0;
let installation: string;
const told: string[] = [];

beforeAll(async () => {
  ({ db } = await freshDatabase());
});

beforeEach(async () => {
  number += 1;
  await db.deleteFrom('deliveries').execute();
  await db.deleteFrom('subscribers').execute();
  edition = await readyToSend(db, number, 100);
  await planDeliveries({ db, clock: systemClock }, edition);
  await calling();
  installation = (await installationOf(db)).id;
  ids = (await db.selectFrom('deliveries').select('id').orderBy('id').execute()).map((row) => row.id);
  told.length = 0;
});

const calling = () =>
  db
    .updateTable('deliveries')
    .set({ state: 'calling', lease_id: 'one', tries: 1, message_id: null, reason: null })
    .execute();

const readers = {
  suppress: async ({ subscriber }: MailedTo, reason: string) => void told.push(`${reason} ${subscriber}`),
  noteSoftBounce: async ({ subscriber }: MailedTo) => void told.push(`soft bounce ${subscriber}`),
  noteArrived: async (id: SubscriberId) => void told.push(`arrived ${id}`),
};
const deps = () => ({
  db,
  clock: systemClock,
  log: silentLog,
  runs: runControl,
  readers,
  mailboxes: () => [],
});

type Event = Record<string, unknown>;
const of = (delivery: number | undefined, event: Event): Event => ({
  ...event,
  mail: {
    messageId: `ses-${delivery}`,
    tags: { delivery: [String(delivery)], installation: [installation] },
  },
});
const hard = { eventType: 'Bounce', bounce: { bounceType: 'Permanent', bounceSubType: 'General' } };
const soft = { eventType: 'Bounce', bounce: { bounceType: 'Transient', bounceSubType: 'MailboxFull' } };
const complaint = { eventType: 'Complaint', complaint: { complaintFeedbackType: 'abuse' } };
const notSpam = { eventType: 'Complaint', complaint: { complaintFeedbackType: 'not-spam' } };

async function store(...events: Event[]): Promise<void> {
  const rows = events.map((payload) => ({
    sns_message_id: `sns-${++sequence}`,
    event_type: String(payload.eventType ?? payload.notificationType),
    received_at: new Date(),
    payload: JSON.stringify(payload),
    applied_at: null,
  }));
  await db.insertInto('ses_events').values(rows).execute();
}

const stateOf = async (id: number | undefined) =>
  (
    await db
      .selectFrom('deliveries')
      .select('state')
      .where('id', '=', id as never)
      .executeTakeFirstOrThrow()
  ).state;

test('an event comes before our MessageId is stored, and settles the call', async () => {
  await store(of(ids[0], { eventType: 'Send' }), of(ids[1], { eventType: 'Delivery' }));
  await applyEvents(deps());
  expect(await stateOf(ids[0])).toBe('accepted');
  expect(await stateOf(ids[1])).toBe('delivered');
});

test('bounces and complaints reach the reader; a "not spam" report does not', async () => {
  await store(of(ids[0], hard), of(ids[1], soft), of(ids[2], complaint), of(ids[3], notSpam));
  await applyEvents(deps());
  const subscribers = await db
    .selectFrom('deliveries')
    .select('subscriber_id')
    .orderBy('id')
    .limit(3)
    .execute();
  const [a, b, c] = subscribers.map((row) => row.subscriber_id);
  expect(told).toEqual([`hard bounce ${a}`, `soft bounce ${b}`, `complaint ${c}`]);
  expect((await deliveryReport(db, edition)).states).toMatchObject({
    bounced: 2,
    complained: 1,
    calling: 97,
  });
});

test('a notification without tags finds its delivery by MessageId', async () => {
  await db
    .updateTable('deliveries')
    .set({ state: 'accepted', message_id: 'known' })
    .where('id', '=', ids[0] as never)
    .execute();
  const mail = { messageId: 'known' };
  await store(
    { notificationType: 'Delivery', mail },
    { notificationType: 'Delivery', mail: { messageId: 'other' } },
  );
  await applyEvents(deps());
  expect(await stateOf(ids[0])).toBe('delivered');
});

test('any order, repeated, in any batches, by several workers: one result', async () => {
  const kinds = [
    { eventType: 'Send' },
    { eventType: 'Delivery' },
    hard,
    complaint,
    { eventType: 'Open' },
    { odd: true },
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(kinds.length - 1), { minLength: 1, maxLength: 8 }), async (picks) => {
      await calling();
      const [forth, back, twice] = ids;
      const events = picks.map((pick) => kinds[pick] as Event);
      await store(...events.map((event) => of(forth, event)));
      await store(...[...events].reverse().map((event) => of(back, event)));
      await store(...[...events, ...events].map((event) => of(twice, event)));
      await Promise.all([applyEvents(deps()), applyEvents(deps()), applyEvents(deps())]);
      const states = await Promise.all([forth, back, twice].map(stateOf));
      expect(new Set(states).size).toBe(1);
      const report = await deliveryReport(db, edition);
      expect(Object.values(report.states).reduce((sum, count) => sum + count, 0)).toBe(report.planned);
    }),
    { numRuns: 15 },
  );
  const untold = db.selectFrom('ses_events').select('id').where('applied_at', 'is', null);
  expect(await untold.where(sql<boolean>`due_at < now()`).execute()).toEqual([]);
});

test('more than 5 % hard bounces hold the run and say why', async () => {
  await db.updateTable('deliveries').set({ state: 'accepted', lease_id: null }).execute();
  await store(...ids.slice(0, 5).map((id) => of(id, hard)));
  await applyEvents(deps());
  expect(await runState(db, edition)).toMatchObject({ state: 'running' });
  await store(of(ids[5], hard));
  await applyEvents(deps());
  expect(await runState(db, edition)).toEqual({
    state: 'held',
    reason: expect.stringContaining('6 of 100 mails bounced'),
  });
});

test('soft bounces do not hold it; complaints of more than 0.3 % do', async () => {
  await db.updateTable('deliveries').set({ state: 'accepted', lease_id: null }).execute();
  await store(...ids.slice(0, 30).map((id) => of(id, soft)));
  await applyEvents(deps());
  expect(await runState(db, edition)).toMatchObject({ state: 'running' });
  await store(of(ids[40], complaint), of(ids[41], complaint));
  await applyEvents(deps());
  expect(await runState(db, edition)).toEqual({
    state: 'held',
    reason: expect.stringContaining('complained'),
  });
});

test('what SES did not even try does not hold the run', async () => {
  await db.updateTable('deliveries').set({ state: 'accepted', lease_id: null }).execute();
  const bounce = { bounceType: 'Permanent', bounceSubType: 'OnAccountSuppressionList' };
  await store(...ids.slice(0, 30).map((id) => of(id, { eventType: 'Bounce', bounce })));
  await applyEvents(deps());
  expect(await runState(db, edition)).toMatchObject({ state: 'running' });
  expect((await deliveryReport(db, edition)).states).toMatchObject({ bounced: 30 });
});
