import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import type { SubscriberId } from '../../src/core/index.ts';
import { type Database, parseEmailAddress, silentLog, systemClock } from '../../src/core/index.ts';
import {
  countSentSince,
  deliveryReport,
  forgetMail,
  retainMail,
  sweepDeliveries,
} from '../../src/delivery/index.ts';
import { insertPlan } from '../../src/delivery/plan/plan.store.ts';
import { claimBatch } from '../../src/delivery/send/claim.store.ts';
import { openLease } from '../../src/delivery/send/lease.store.ts';
import { runControl } from '../../src/flows/index.ts';
import { endSoftBounces, exportSubscribers, showAddress } from '../../subscribers/index.ts';
import { mailerTo } from '../../test/delivery/support/deps.ts';
import { pagesRead, sentBefore } from '../../test/delivery/support/past.ts';
import { bell } from '../../test/support/bell.ts';
import { say } from './say.ts';
import { newEdition, openStores, setReaders } from './stores.ts';

/**
 * `npm run bench:retention -- [--editions 5] [--behind 1000000] [--readers 2000]`: what is done with an edition to `readers`
 * beside so many deliveries of before, in ms (median of 5) and pages of the deliveries; then how fast those fold into totals.
 */
const { values } = parseArgs({
  options: {
    editions: { type: 'string', default: '5' },
    behind: { type: 'string', default: '1000000' },
    readers: { type: 'string', default: '2000' },
  },
});
const [editions, behind, readers] = [values.editions, values.behind, values.readers].map(Number) as [
  number,
  number,
  number,
];
const stores = await openStores();
const { db } = stores;
const mailer = mailerTo('http://127.0.0.1:9');
const keys = [{ id: 'k', key: Buffer.alloc(32, 1) }];
const retention = { db, clock: systemClock, beforeFold: endSoftBounces };
const nobody = { ids: [900_000_000 as SubscriberId], addresses: [], mailboxes: ['k:nobody'] };

async function claim(on: Database, edition: Awaited<ReturnType<typeof newEdition>>): Promise<void> {
  const lease = `bench-${Math.random()}`;
  await openLease(on, { id: lease, edition, seconds: 60 });
  const request = { edition, lease, leaseSeconds: 60, after: 0 as SubscriberId, limit: 500, now: new Date() };
  await claimBatch(on, request, () => null);
  await sql`DELETE FROM leases WHERE id = ${lease}`.execute(on);
}

/** Each anew for an edition of its own, so that none finds what the one before it has read. */
async function once() {
  const edition = await newEdition(db);
  const deps = {
    clock: systemClock,
    queue: bell(),
    log: silentLog,
    mailer,
    runs: runControl,
    resume: async () => {},
  };
  const works: Record<string, (on: Database) => Promise<unknown>> = {
    [`plan ${readers} readers`]: (on) =>
      insertPlan(on, { edition, sectionIds: [1, 2, 3, 4, 5, 6], now: new Date() }),
    'claim 500': (on) => claim(on, edition),
    'a sweep': (on) => sweepDeliveries({ ...deps, db: on, unknown: { policy: 'hold' } }),
    'the report of an edition': (on) => deliveryReport(on, edition),
    'subscribers show': (on) => showAddress({ db: on, keys }, parseEmailAddress('reader7@example.org')),
    'export of the list': async (on) => {
      for await (const _ of exportSubscribers(on));
    },
    'the erasure of a reader': (on) => forgetMail(on, nobody),
    'mails sent since yesterday': (on) => countSentSince(on, new Date(Date.now() - 86_400_000)),
    'a night of retention with nothing due': () => retainMail(retention, 400),
  };
  const measured: Record<string, { ms: number; pages: number }> = {};
  for (const [what, work] of Object.entries(works))
    measured[what] = await db.connection().execute(async (connection) => {
      const before = await pagesRead(connection);
      const from = performance.now();
      await work(connection);
      const ms = performance.now() - from;
      return { ms, pages: (await pagesRead(connection)) - before };
    });
  return measured;
}

async function fiveTimes() {
  const all: Awaited<ReturnType<typeof once>>[] = [];
  for (let n = 0; n < 5; n += 1) all.push(await once());
  const median = (of: number[]) => of.sort((a, b) => a - b)[2] ?? 0;
  return Object.keys(all[0] ?? {}).map((what) => ({
    what,
    ms: median(all.map((one) => one[what]?.ms ?? 0)),
    pages: median(all.map((one) => one[what]?.pages ?? 0)),
  }));
}

try {
  await setReaders(db, readers);
  const few = await fiveTimes();
  await sentBefore(db, { editions, readers: behind });
  const many = await fiveTimes();
  for (const [n, { what, ms, pages }] of many.entries())
    say({
      what: `${what}, ${editions} × ${behind.toLocaleString('en-GB')} behind`,
      measured: `${ms.toFixed(1)} ms, ${pages} pages`,
      control: `${few[n]?.ms.toFixed(1)} ms, ${few[n]?.pages} with none`,
      target:
        what.startsWith('plan') || what.startsWith('export') ? 'no more pages' : '≤ 200 ms, no more pages',
    });
  await sql`UPDATE plans SET created_at = now() - interval '2 years' WHERE edition_number = 1000`.execute(db);
  await sql`UPDATE deliveries SET updated_at = now() - interval '2 years' WHERE edition_number = 1000 AND subscriber_id <= 100000`.execute(
    db,
  );
  const from = performance.now();
  const { deliveries } = await retainMail(retention, 400);
  const seconds = (performance.now() - from) / 1_000;
  say({
    what: 'deliveries folded into totals',
    measured: `${deliveries.toLocaleString('en-GB')} in ${seconds.toFixed(1)} s, ${Math.round(deliveries / seconds)} a second`,
    target: 'a night',
  });
} finally {
  mailer.close();
  await stores.close();
}
