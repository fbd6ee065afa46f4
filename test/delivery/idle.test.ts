import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  DAY_MS,
  type Database,
  type EditionNumber,
  type SubscriberId,
  silentLog,
} from '../../src/core/index.ts';
import { dayFreesAt } from '../../src/delivery/control.store.ts';
import { countForThreshold } from '../../src/delivery/feedback/feedback.store.ts';
import { recognise } from '../../src/delivery/feedback/recognise.ts';
import { foldRows } from '../../src/delivery/fold.store.ts';
import {
  countSentSince,
  deliveryReport,
  forgetMail,
  planDeliveries,
  resendUnknown,
  retainMail,
  sweepDeliveries,
} from '../../src/delivery/index.ts';
import { insertPlan } from '../../src/delivery/plan/plan.store.ts';
import { claimBatch } from '../../src/delivery/send/claim.store.ts';
import { endLeases, openLease } from '../../src/delivery/send/lease.store.ts';
import { endSoftBounces, listDoubtful, showAddress } from '../../subscribers/index.ts';
import { editor } from '../support/actors.ts';
import { bell } from '../support/bell.ts';
import { mailerTo, resume, workerOf } from './support/deps.ts';
import { readyToSend } from './support/edition.ts';
import { pagesRead, sentBefore } from './support/past.ts';
import { address, eventAbout, openPostRoom, type PostRoom } from './support/post-room.ts';

/** Pages read do not grow with what was sent long ago: 2,000 deliveries at first, 20,000 more then. */
const FEW = { editions: 4, readers: 500 };
const MANY = { editions: 4, readers: 5_000, from: 2_000 };
const READERS = 40;
/** Levels of an index, and pages of it that are read because their neighbours are. */
const SLACK = 40;

let room: PostRoom;
let db: Database;
let edition: EditionNumber;
const mailer = mailerTo('http://127.0.0.1:9');
const queue = bell();

beforeAll(async () => {
  room = await openPostRoom();
  db = room.db;
  await room.readers(...Array.from({ length: READERS }, (_, n) => `reader${n}@example.org`));
  edition = await readyToSend(db, 1, 0);
  await planDeliveries(room.app, edition);
  await sql`UPDATE deliveries SET state = 'accepted', message_id = 'sent-1-' || subscriber_id, sent_at = now()`.execute(
    db,
  );
  await sentBefore(db, FEW);
});
afterAll(async () => {
  mailer.close();
  await room.close();
});

const sweep = (on: Database, policy: 'hold' | 'resend' = 'resend') => {
  const unknown = policy === 'hold' ? { policy } : { policy, afterMinutes: 60 };
  return sweepDeliveries({ ...workerOf(on, mailer), queue, log: silentLog, resume: resume(on), unknown });
};

/** The last reader's mail is unknown and is to be sent again; a worker claims it, and is gone. */
async function claimOne(on: Database): Promise<void> {
  const lease = `lease-${Math.random()}`;
  await openLease(on, { id: lease, edition, seconds: 60 });
  const claimed = await claimBatch(
    on,
    { edition, lease, leaseSeconds: 60, after: 0 as SubscriberId, limit: 10, now: new Date() },
    () => null,
  );
  expect(claimed).toHaveLength(1);
  await endLeases(on, new Date(), lease);
}

/** Pages read where a hundred mails of the last edition are folded. */
async function foldSome(): Promise<number> {
  const last = sql`(SELECT max(edition_number) FROM deliveries WHERE edition_number >= 1000)`;
  const { rows } = await sql<{ id: number }>`
    UPDATE deliveries SET updated_at = '2020-01-01' WHERE id IN (
      SELECT id FROM deliveries WHERE edition_number = ${last} ORDER BY id LIMIT 100) RETURNING id`.execute(
    db,
  );
  const old = {
    edition,
    before: new Date('2021-01-01'),
    states: ['accepted', 'bounced', 'delivered'],
  } as const;
  const ids = rows.map(({ id }) => id);
  return pagesOf(async (on) => expect(await foldRows(on, ids, old)).toBe(100));
}

async function untagged(on: Database): Promise<void> {
  const events = await db.selectFrom('ses_events').selectAll().where('applied_at', 'is', null).execute();
  const stored = events.map(({ id, payload, mailboxes, received_at }) => ({
    id,
    payload,
    mailboxes: mailboxes ?? [],
    receivedAt: received_at,
  }));
  const found = await recognise({ db: on, mailboxes: () => [] }, stored);
  expect(found.map(({ mailOf }) => mailOf?.kind)).toEqual(['delivery']);
}

/** Nobody whose deliveries are there: what is looked for is found nowhere. */
const stranger = {
  ids: [900_000 as SubscriberId],
  addresses: [address('x@example.org')],
  mailboxes: ['k:x'],
};
const notYet = { clock: { now: () => new Date() }, beforeFold: endSoftBounces };

/** Pages of the deliveries that `work` reads. */
const pagesOf = (work: (on: Database) => Promise<unknown>): Promise<number> =>
  db.connection().execute(async (connection) => {
    const before = await pagesRead(connection);
    await work(connection);
    return (await pagesRead(connection)) - before;
  });

test('whatever looks at deliveries, but for an edition of its own, reads no more when ten times as much was sent before', async () => {
  const last = await db
    .selectFrom('deliveries')
    .select('id')
    .where('edition_number', '=', edition)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  await sql`UPDATE deliveries SET state = 'unknown' WHERE id = ${last.id}`.execute(db);
  await resendUnknown(room.app, { edition, by: editor() });
  const { notificationType, ...bounce } = {
    ...eventAbout({ id: 'sent-1-1', tags: [], destinations: ['reader0@example.org'] }, 'Bounce'),
    notificationType: 'Bounce',
  };
  await room.post({ ...bounce, eventType: undefined, notificationType });
  let planned = 1;
  const measured = async () => {
    // The first sweep after an upgrade looks once at what it does not know yet.
    await sweep(db);
    planned += 1;
    const next = await readyToSend(db, planned, 0);
    return {
      plan: await pagesOf((on) => insertPlan(on, { edition: next, sectionIds: [1], now: new Date() })),
      report: await pagesOf((on) => deliveryReport(on, edition)),
      threshold: await pagesOf((on) => countForThreshold(on, edition)),
      'sent since': await pagesOf((on) => countSentSince(on, new Date(Date.now() - DAY_MS))),
      'day frees': await pagesOf((on) => dayFreesAt(on, new Date())),
      erasure: await pagesOf((on) => forgetMail(on, stranger)),
      shown: await pagesOf((on) => showAddress({ ...room.app, db: on }, address('reader1@example.org'))),
      doubtful: await pagesOf((on) => listDoubtful(on)),
      retention: await pagesOf((on) => retainMail({ db: on, ...notYet }, 400)),
      folding: await foldSome(),
      hold: await pagesOf((on) => sweep(on, 'hold')),
      resend: await pagesOf((on) => sweep(on)),
      claim: await pagesOf(claimOne),
      untagged: await pagesOf(untagged),
    };
  };
  const few = await measured();
  await sentBefore(db, MANY);
  const many = await measured();
  const grown = Object.entries(many).filter(([name, pages]) => pages > few[name as keyof typeof few] + SLACK);
  expect(grown).toEqual([]);
  await room.apply();
  expect((await room.reader(address('reader0@example.org')))?.state).toBe('suppressed');
});
