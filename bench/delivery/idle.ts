import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { editionNumber, type SubscriberId, silentLog, systemClock } from '../../src/core/index.ts';
import { recognise } from '../../src/delivery/feedback/recognise.ts';
import { planDeliveries, resendUnknown, sweepDeliveries } from '../../src/delivery/index.ts';
import { claimBatch } from '../../src/delivery/send/claim.store.ts';
import { endLeases, openLease } from '../../src/delivery/send/lease.store.ts';
import { runControl } from '../../src/flows/index.ts';
import { mailerTo } from '../../test/delivery/support/deps.ts';
import { pagesRead, sentBefore } from '../../test/delivery/support/past.ts';
import { bell } from '../../test/support/bell.ts';
import { say } from './say.ts';
import { newEdition, openStores, setReaders } from './stores.ts';

/**
 * `npm run bench:idle -- [--editions 40] [--readers 100000]`: pages of the deliveries that are read while nothing is to be
 * sent, by what was sent before. The control is the same beside one edition of 1,000.
 */
const { values } = parseArgs({
  options: { editions: { type: 'string', default: '40' }, readers: { type: 'string', default: '100000' } },
});
const [editions, readers] = [Number(values.editions), Number(values.readers)];
const stores = await openStores();
const { db } = stores;
const mailer = mailerTo('http://127.0.0.1:9');
const deps = {
  clock: systemClock,
  queue: bell(),
  log: silentLog,
  mailer,
  runs: runControl,
  resume: async () => {},
};

async function measured() {
  const sweep = (policy: 'hold' | 'resend') => (on: typeof db) =>
    sweepDeliveries({
      ...deps,
      db: on,
      unknown: policy === 'hold' ? { policy } : { policy, afterMinutes: 60 },
    });
  const pagesOf = (work: (on: typeof db) => Promise<unknown>) =>
    db.connection().execute(async (connection) => {
      const before = await pagesRead(connection);
      await work(connection);
      return (await pagesRead(connection)) - before;
    });
  const first = await pagesOf(sweep('hold'));
  return {
    'the first sweep after an upgrade': first,
    'a sweep': await pagesOf(sweep('hold')),
    'a sweep, UNKNOWN_POLICY=resend': await pagesOf(sweep('resend')),
    'a claim of one mail that is sent again': await pagesOf(claimOne),
    'an untagged notification': await pagesOf(untagged),
  };
}

async function claimOne(on: typeof db): Promise<void> {
  const lease = `bench-${Math.random()}`;
  await openLease(on, { id: lease, edition, seconds: 60 });
  const request = { edition, lease, leaseSeconds: 60, after: 0 as SubscriberId, limit: 10, now: new Date() };
  const claimed = await claimBatch(on, request, () => null);
  if (claimed?.length !== 1) throw new Error(`claimed ${claimed?.length}`);
  await endLeases(on, new Date(), lease);
}

async function untagged(on: typeof db): Promise<void> {
  const rows = await db.selectFrom('ses_events').selectAll().execute();
  const events = rows.map(({ id, payload, received_at }) => ({
    id,
    payload,
    mailboxes: [],
    receivedAt: received_at,
  }));
  const found = await recognise({ db: on, mailboxes: () => [] }, events);
  if (found[0]?.mailOf?.kind !== 'delivery') throw new Error('the notification was not recognised');
}

await setReaders(db, 1_000);
const edition = await newEdition(db);
await planDeliveries({ db, clock: systemClock }, edition);
await sql`UPDATE deliveries SET state = 'accepted', message_id = 'sent-1-' || subscriber_id, sent_at = now()`.execute(
  db,
);
await sql`UPDATE deliveries SET state = 'unknown' WHERE subscriber_id = 1000`.execute(db);
await resendUnknown(
  { db, ...deps },
  { edition: editionNumber(edition), by: { kind: 'command', user: 'bench' } },
);
const event = {
  notificationType: 'Bounce',
  mail: { messageId: 'sent-1-1' },
  bounce: { bounceType: 'Permanent' },
};
await db
  .insertInto('ses_events')
  .values({
    sns_message_id: 'bench',
    event_type: 'Bounce',
    received_at: new Date(),
    payload: JSON.stringify(event),
    subscribers: [1 as SubscriberId],
    applied_at: null,
  })
  .execute();
try {
  const few = await measured();
  await sentBefore(db, { editions, readers });
  const many = await measured();
  for (const [what, pages] of Object.entries(many))
    say({
      what: `${what}, ${editions} editions × ${readers.toLocaleString('en-GB')} behind`,
      measured: `${pages} pages`,
      control: `${few[what as keyof typeof few]} with 1,000 deliveries in all`,
      target: 'no more',
    });
} finally {
  mailer.close();
  await stores.close();
}
