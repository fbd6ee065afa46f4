import { type FileHandle, mkdir } from 'node:fs/promises';
import { connectDatabase } from '../../src/adapters/postgres/database.ts';
import { sesMailer } from '../../src/adapters/ses/mailer.ts';
import { type Database, editionNumber, silentLog, systemClock } from '../../src/core/index.ts';
import {
  createPacer,
  type DeliveryDeps,
  everyone,
  type Journal,
  type Mailer,
  sendBatch,
} from '../../src/delivery/index.ts';
import { runControl } from '../../src/flows/index.ts';
import type { JobQueue } from '../../src/jobs/index.ts';
import { openWriter } from '../../src/journal/index.ts';
import { addressHashes, readerLinks } from '../../subscribers/index.ts';
import { naive, plain } from './controls.ts';
import { benchMail } from './mail.ts';

/**
 * One sending process of the bench: waits for `go`, sends, and reports its processor time and peak memory.
 * Arguments: mode, SES endpoint, database, edition, mails (for the controls), concurrency, folder of a journal, its disk's ms.
 */
const [mode = '', endpoint = '', database = '', edition = '1', mails = '0', concurrency = '24', ...more] =
  process.argv.slice(2);
const [folder = '', syncMs = '0'] = more;
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };

/** Says yes at once: for memory over a million readers, where the network would only take time. */
const yes: Mailer = {
  send: async () => ({
    kind: 'accepted',
    messageId: '0107018f2a5b7c3d-5f0b1a2c-3d4e-5f60-7182-93a4b5c6d7e8-000000',
  }),
  quota: async () => ({
    perSecond: Number.POSITIVE_INFINITY,
    perDay: Number.POSITIVE_INFINITY,
    sentToday: 0,
  }),
  close: () => {},
};

async function work(): Promise<() => Promise<void>> {
  if (mode === 'plain')
    return () => plain({ endpoint, mails: Number(mails), concurrency: Number(concurrency) });
  if (mode === 'naive') return naive({ endpoint, mails: Number(mails), concurrency: Number(concurrency) });
  const { db } = connectDatabase(database, silentLog, 4);
  const mailer = mode === 'memory' ? yes : sesMailer({ region: 'eu-west-2', endpoint, credentials });
  const queue: JobQueue = { enqueue: async () => {}, close: async () => {} };
  const pacer = createPacer({ db, mailer, log: silentLog, runs: runControl });
  const keys = [{ id: 'b', key: Buffer.alloc(32, 1) }];
  const links = readerLinks(keys, 'https://bulletin.example.org');
  const common = { db, clock: systemClock, queue, log: silentLog, mailer, pacer, links, allowed: everyone };
  const deps: DeliveryDeps = {
    ...common,
    runs: runControl,
    through: 'simulator',
    keyIds: ['b'],
    mailbox: (address) => addressHashes(keys, address)[0] as string,
    editionMail: async () => benchMail,
    concurrency: Number(concurrency),
    leaseSeconds: 30,
    rampWaitMinutes: 15,
    ...(folder === '' ? {} : { journal: await journalIn(db) }),
  };
  // The quota is asked once before the clock starts, as in a worker that runs.
  await pacer.take('transactional', 1);
  return () => sendBatch(deps, editionNumber(Number(edition)), new AbortController().signal);
}

async function journalIn(db: Database): Promise<Journal> {
  await mkdir(folder, { recursive: true });
  const ms = Number(syncMs);
  const slow = async (file: FileHandle) => {
    await file.datasync();
    await new Promise((done) => setTimeout(done, ms));
  };
  const home = { db, log: silentLog, folder, copyTo: undefined, place: 'bench', installation: 'bench' };
  return {
    open: () => openWriter({ ...home, ...(ms > 0 ? { sync: slow } : {}) }),
    write: async () => {},
    check: async () => {},
  };
}

const send = await work();
process.once('message', async () => {
  const cpu = process.cpuUsage();
  const from = performance.now();
  await send();
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - from) / 1_000;
  process.send?.({ cpuMs: (user + system) / 1_000, seconds, peakMb: process.resourceUsage().maxRSS / 1_024 });
  setTimeout(() => process.exit(0), 50);
});
process.send?.('ready');
