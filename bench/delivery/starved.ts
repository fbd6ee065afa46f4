import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { systemClock } from '../../src/core/index.ts';
import { planDeliveries } from '../../src/delivery/index.ts';
import { sender, simulator } from './processes.ts';
import { say } from './say.ts';
import { newEdition, openStores, type Stores, setReaders } from './stores.ts';

/**
 * The pace on a machine that has more to do than it can: `npm run bench:pace -- [--seconds 12] [--rates 14,200,300] [--loads quiet,loops,half]`.
 * The control is the same sender under the same load at an account without a rate. `loops`: beside 20 busy loops. `half`: the
 * sender shares one processor with one busy loop, and so has half of it.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '12' },
    rates: { type: 'string', default: '14,200,300' },
    loads: { type: 'string', default: 'quiet,loops,half' },
  },
});
const SECONDS = Number(values.seconds);
const RATES = values.rates.split(',').map(Number);
const WARM_UP_MAILS = 60;
const WARM_UP_MS = 3_000;
const LATENCY_MS = 60;
const READERS = 60_000;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

type Counters = { mails: number; peakPerSecond: number };

/** Mails a second, and the most in any sliding second, as SES counts them. */
async function measure(stores: Stores, rate: number, load: Load) {
  const { db, url: database } = stores;
  await db.deleteFrom('pace').execute();
  await db.deleteFrom('pace_holders').execute();
  await db.deleteFrom('leases').execute();
  const edition = await newEdition(db);
  await planDeliveries({ db, clock: systemClock }, edition);
  const ses = await simulator(LATENCY_MS, rate, 'measure');
  const counters = async () => (await (await fetch(`${ses.url}/_control/counters`)).json()) as Counters;
  const one = await sender({ mode: 'ours', endpoint: ses.url, database, edition });
  const busy = load(one.pid);
  try {
    // A new process has its mails' templates to build first, and its engine to translate the code.
    while ((await counters()).mails < WARM_UP_MAILS) await pause(500);
    await pause(WARM_UP_MS);
    const [before, from] = [(await counters()).mails, performance.now()];
    await pause(SECONDS * 1_000);
    const after = await counters();
    const perSecond = (after.mails - before) / ((performance.now() - from) / 1_000);
    return { perSecond, peak: after.peakPerSecond };
  } finally {
    one.stop();
    for (const loop of busy) loop.kill('SIGKILL');
    ses.close();
  }
}

type Load = (pid: number) => ChildProcess[];

const busyLoop = () => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
const onOneProcessor = (pid: number) => execFileSync('taskset', ['-a', '-p', '-c', '0', String(pid)]);

const LOADS: Record<string, Load> = {
  quiet: () => [],
  loops: () => Array.from({ length: 20 }, busyLoop),
  half: (pid) => {
    const loop = busyLoop();
    for (const one of [pid, loop.pid ?? 0]) onOneProcessor(one);
    return [loop];
  },
};

const stores = await openStores();
await setReaders(stores.db, READERS);
for (const name of values.loads.split(',')) {
  const load = LOADS[name] as Load;
  const control = await measure(stores, -1, load);
  for (const rate of RATES) {
    const { perSecond, peak } = await measure(stores, rate, load);
    const possible = Math.min(rate, control.perSecond);
    say({
      what: `${rate}/s, ${name}: mails a second; most in any second ${peak}`,
      measured: perSecond.toFixed(1),
      control: `${control.perSecond.toFixed(1)} without a rate`,
      ratio: perSecond / possible,
      target: `≥ 0.8×, never above ${rate}`,
    });
  }
}
await stores.close();
