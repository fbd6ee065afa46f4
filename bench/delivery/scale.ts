import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Redis } from 'ioredis';
import { sql } from 'kysely';
import { queueEngine } from '../../src/adapters/queue/engine.ts';
import { redisBackend } from '../../src/adapters/queue/redis.ts';
import { type SubscriberId, silentLog, systemClock } from '../../src/core/index.ts';
import { planDeliveries } from '../../src/delivery/index.ts';
import { type Next, settleAndCall } from '../../src/delivery/ledger.store.ts';
import type { DeliveryOutcome } from '../../src/delivery/outcomes.store.ts';
import { claimBatch } from '../../src/delivery/send/claim.store.ts';
import { openLease } from '../../src/delivery/send/lease.store.ts';
import { sendBatchJob } from '../../src/jobs/index.ts';
import { send, simulator } from './processes.ts';
import { say } from './say.ts';
import { newEdition, type Stores, setReaders } from './stores.ts';

const ROUNDS = 3;

/** Planning all readers, then claiming and settling a part of them with no mail between. */
export async function ledger({ db }: Stores, readers: number): Promise<void> {
  await setReaders(db, readers);
  const edition = await newEdition(db);
  const from = performance.now();
  await planDeliveries({ db, clock: systemClock }, edition);
  const seconds = (performance.now() - from) / 1_000;
  say({
    what: `planning ${readers.toLocaleString('en-GB')} deliveries`,
    measured: `${seconds.toFixed(1)} s`,
    target: '≤ 20 s',
  });
  // What planning has written reaches the disk first, so that it does not count as the claims' own.
  await sql`CHECKPOINT`.execute(db);
  const lease = 'bench';
  await openLease(db, { id: lease, edition, seconds: 3_600 });
  const mails = Math.min(25_000, readers / 10);
  // A worker lives for hours: what its engine needs to translate the code at first is not a mail's cost, but is shown.
  const first = await passCost({ db, edition, lease, few: 24, mails });
  await passCost({ db, edition, lease, few: 24, mails });
  const sizes = [24, 50] as const;
  const costs: Record<(typeof sizes)[number], number[]> = { 24: [], 50: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const few of sizes) costs[few].push(await passCost({ db, edition, lease, few, mails }));
  }
  for (const few of sizes) {
    const [least, middle, most] = costs[few].sort((a, b) => a - b).map((micros) => micros.toFixed(0));
    const what = `claim, mark and settle a mail, ${few} at a time: CPU of worker and PostgreSQL`;
    const control = `${least} to ${most} in ${ROUNDS} passes${few === 24 ? `, ${first.toFixed(0)} in a new process` : ''}`;
    say({ what, measured: `${middle} µs`, control, target: '≤ 40 µs' });
  }
}

/** Microseconds of processor time a mail, of this process and of the database's. */
async function passCost(pass: Pass): Promise<number> {
  const cpu = process.cpuUsage();
  const server = await serverCpuMs(pass.db);
  await claimAndSettle(pass);
  const { user, system } = process.cpuUsage(cpu);
  const ms = (user + system) / 1_000 + (await serverCpuMs(pass.db)) - server;
  return (ms * 1_000) / pass.mails;
}

/** Processor time of this database's server processes so far; a busy machine changes the clock but not this. */
async function serverCpuMs(db: Stores['db']): Promise<number> {
  const { rows } = await sql<{
    pid: number;
  }>`SELECT pid FROM pg_stat_activity WHERE datname = current_database()`.execute(db);
  const ticks = rows.map(({ pid }) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return Number(fields[11]) + Number(fields[12]);
  });
  return ticks.reduce((sum, one) => sum + one, 0) * 10;
}

type Pass = {
  db: Stores['db'];
  edition: Awaited<ReturnType<typeof newEdition>>;
  lease: string;
  few: number;
  mails: number;
};

/** What is written with each mail is as long as it is in life. */
const MAILBOX = `a1b2c3d4:${'m'.repeat(43)}`;
const MESSAGE_ID = '0107018f2a5b7c3d-5f0b1a2c-3d4e-5f60-7182-93a4b5c6d7e8-';

/** As a worker does: each mark settles the answers of the mails before it, also those of the claim before. */
async function claimAndSettle({ db, edition, lease, few, mails }: Pass): Promise<void> {
  let after = 0 as SubscriberId;
  let outcomes: DeliveryOutcome[] = [];
  const step = async (next: Next[]) => {
    const mailboxes = new Map(next.map(({ id }) => [id, MAILBOX]));
    const step = { edition, lease, outcomes, next, mailboxes, through: 'live' as const, now: new Date() };
    const { called } = await settleAndCall(db, step);
    outcomes = called.map((id) => ({ id, event: { type: 'accept', messageId: `${MESSAGE_ID}${id}` } }));
  };
  for (let done = 0; done < mails; ) {
    const claim = { edition, lease, leaseSeconds: 3_600, after, limit: 500, now: new Date() };
    const candidates = (await claimBatch(db, claim, () => null)) ?? [];
    if (candidates.length === 0) throw new Error('the edition has too few readers for this bench');
    after = candidates.at(-1)?.subscriber ?? after;
    candidates.sort((a, b) => (a.sections < b.sections ? -1 : 1));
    for (let at = 0; at < candidates.length; at += few) {
      await step(candidates.slice(at, at + few));
    }
    done += candidates.length;
  }
  await step([]);
}

/** Mails a second of two workers against one, at an SES that answers after 60 ms. */
export async function twoWorkers({ db, url }: Stores, mails: number): Promise<void> {
  const { url: endpoint, close } = await simulator(60);
  const rate = async (workers: number) => {
    await setReaders(db, mails);
    const edition = await newEdition(db);
    await planDeliveries({ db, clock: systemClock }, edition);
    const reports = await send(
      Array.from({ length: workers }, () => ({ mode: 'ours' as const, endpoint, database: url, edition })),
    );
    return mails / Math.max(...reports.map((report) => report.seconds));
  };
  const [one, two] = [await rate(1), await rate(2)];
  close();
  const shown = (value: number) => `${value.toFixed(0)}/s`;
  say({
    what: 'two workers against one, SES at 60 ms',
    measured: shown(two),
    control: shown(one),
    ratio: two / one,
    target: '≥ 1.7×',
  });
}

/** Peak memory of a worker for all readers against ten thousand; SES says yes at once, so that it is minutes and not hours. */
export async function memory({ db, url }: Stores, readers: number): Promise<void> {
  const peak = async (count: number) => {
    await setReaders(db, count);
    const edition = await newEdition(db);
    await planDeliveries({ db, clock: systemClock }, edition);
    const [report] = await send([{ mode: 'memory', database: url, edition }]);
    return report?.peakMb ?? 0;
  };
  const [few, many] = [await peak(10_000), await peak(readers)];
  const what = `peak RSS of a worker, ${readers.toLocaleString('en-GB')} readers against 10,000`;
  say({
    what,
    measured: `${many.toFixed(0)} MB`,
    control: `${few.toFixed(0)} MB`,
    ratio: many / few,
    target: '≤ 1.2×, ≤ 300 MB',
  });
}

/** What the queue holds while an edition goes out: the bells of its workers, however many readers there are. */
export async function queueMemory(): Promise<void> {
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const server = spawn('redis-server', ['--port', String(port), '--save', '', '--bind', '127.0.0.1'], {
    stdio: 'ignore',
  });
  const redis = new Redis(port, { retryStrategy: () => 100, maxRetriesPerRequest: null });
  // The server needs a moment before it answers.
  redis.on('error', () => {});
  const used = async () => Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1] ?? 0);
  const before = await used();
  const queue = queueEngine(redisBackend(`redis://127.0.0.1:${port}`, silentLog), silentLog);
  for (let worker = 0; worker < 50; worker += 1) await queue.enqueue(sendBatchJob, { edition: 1 });
  const mb = ((await used()) - before) / 1_048_576;
  say({
    what: 'Redis memory of an edition to any number of readers, 50 workers',
    measured: `${mb.toFixed(1)} MB`,
    target: '≤ 20 MB',
  });
  await queue.close();
  redis.disconnect();
  server.kill();
}
