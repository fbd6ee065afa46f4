import { silentLog } from '../../src/core/index.ts';
import { createPacer, type Mailer } from '../../src/delivery/index.ts';
import { runControl } from '../../src/flows/index.ts';
import { say } from './say.ts';
import { openStores } from './stores.ts';

const SECONDS = 10;
const WORKERS = 3;

/** The most in any sliding second, and the share of the rate that was used, over three workers' pacers. */
const stores = await openStores();
for (const rate of [1, 14, 200, 1_000, 2_000, 5_000]) {
  await stores.db.deleteFrom('pace').execute();
  const mailer: Mailer = {
    send: async () => ({ kind: 'never', reason: 'nothing is sent here' }),
    quota: async () => ({ perSecond: rate, perDay: Number.POSITIVE_INFINITY, sentToday: 0 }),
    close: () => {},
  };
  const times: number[] = [];
  const from = performance.now() + 1_500;
  const worker = async () => {
    const pacer = createPacer({ db: stores.db, mailer, log: silentLog, runs: runControl });
    while (performance.now() < from + SECONDS * 1_000) {
      const permits = await pacer.take('edition', 24, 5);
      await Promise.all(
        permits.map(async (permit) => {
          await permit.reached();
          if (permit.start()) times.push(performance.now());
          permit.done('yes');
        }),
      );
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
  const sorted = times.filter((at) => at >= from && at < from + SECONDS * 1_000).sort((a, b) => a - b);
  const most = sorted.reduce((peak, start, at) => {
    let end = at;
    while (end < sorted.length && (sorted[end] as number) < start + 1_000) end += 1;
    return Math.max(peak, end - at);
  }, 0);
  const used = sorted.length / SECONDS / rate;
  say({
    what: `pace at ${rate}/s, ${WORKERS} workers: most in any second`,
    measured: String(most),
    control: `${rate} allowed`,
    ratio: used,
    target: '≤ rate, ≥ 0.95×',
  });
}
await stores.close();
