import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../../src/core/index.ts';
import { planDeliveries } from '../../src/delivery/index.ts';
import { type Report, send, simulator } from './processes.ts';
import { say } from './say.ts';
import { newEdition, openStores, setReaders } from './stores.ts';

/**
 * `npm run bench:journal -- [--mails 3000] [--rounds 3]`: what the journal costs a mail, with and without it in turn, and the rate
 * that is held at 300 a second on a disk that takes 20 ms for each fsync.
 */
const { values } = parseArgs({
  options: { mails: { type: 'string', default: '3000' }, rounds: { type: 'string', default: '3' } },
});
const [mails, rounds] = [Number(values.mails), Number(values.rounds)];
const RATE = 300;
const SYNC_MS = 20;
const LATENCY_MS = 40;

const stores = await openStores();
const folder = mkdtempSync(join(tmpdir(), 'quarterly-bench-journal-'));

async function round(endpoint: string, more: { journal?: string; syncMs?: number }): Promise<Report> {
  await setReaders(stores.db, mails);
  await stores.db.deleteFrom('pace').execute();
  const edition = await newEdition(stores.db);
  await planDeliveries({ db: stores.db, clock: systemClock }, edition);
  const [report] = await send([{ mode: 'ours', endpoint, database: stores.url, edition, ...more }]);
  if (!report) throw new Error('the sender said nothing');
  return report;
}

const best = (values: number[]) => Math.min(...values);

try {
  const fast = await simulator(0);
  const [without, withIt]: [number[], number[]] = [[], []];
  for (let n = 0; n < rounds; n += 1) {
    without.push((await round(fast.url, {})).cpuMs / mails);
    withIt.push((await round(fast.url, { journal: folder })).cpuMs / mails);
  }
  fast.close();
  const ms = (value: number) => `${value.toFixed(3)} ms`;
  say({
    what: 'CPU a mail, with the journal against without',
    measured: ms(best(withIt)),
    control: ms(best(without)),
    ratio: best(withIt) / best(without),
    target: '≤ 1.03×',
  });
  const paced = await simulator(LATENCY_MS, RATE);
  const plain = await round(paced.url, {});
  const slow = await round(paced.url, { journal: folder, syncMs: SYNC_MS });
  paced.close();
  const rate = ({ seconds }: Report) => mails / seconds;
  say({
    what: `mails a second at ${RATE}/s, fsync of ${SYNC_MS} ms against no journal`,
    measured: rate(slow).toFixed(0),
    control: rate(plain).toFixed(0),
    ratio: rate(slow) / rate(plain),
    target: '≥ 0.95×',
  });
} finally {
  await stores.close();
  rmSync(folder, { recursive: true, force: true });
}
