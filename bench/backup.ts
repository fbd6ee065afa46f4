import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { backUp, restoreFrom } from '../src/compose/backup.ts';
import { silentLog } from '../src/core/index.ts';
import { sentBefore } from '../test/delivery/support/past.ts';
import { say } from './delivery/say.ts';
import { openStores, setReaders } from './delivery/stores.ts';

/**
 * `npm run bench:backup -- [--readers 100000] [--editions 5]`: how long a backup and its restore take, and how far the memory of
 * the process grows beyond that of the same with a hundredth of the readers, which comes first.
 */
const { values } = parseArgs({
  options: { readers: { type: 'string', default: '100000' }, editions: { type: 'string', default: '5' } },
});
const [readers, editions] = [Number(values.readers), Number(values.editions)];

async function round(count: number, from: number) {
  await setReaders(stores.db, count);
  await sql`INSERT INTO consents (subscriber_id, event, source, at) SELECT id, 'confirmed', 'bench', now() FROM subscribers`.execute(
    stores.db,
  );
  await sentBefore(stores.db, { editions, readers: count, from });
  const folder = mkdtempSync(join(tmpdir(), 'quarterly-bench-backup-'));
  chmodSync(folder, 0o755);
  const file = join(folder, 'bench.backup');
  let peak = 0;
  const watching = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 50);
  const asked = (databaseUrl: string | undefined) => ({
    config: { databaseUrl, dataDir: folder },
    log: silentLog,
    progress: () => {},
  });
  try {
    const begun = performance.now();
    await backUp(asked(stores.url), file);
    const backedUp = performance.now();
    await restoreFrom(asked(undefined), file, { replace: false });
    const restored = performance.now();
    const seconds = { backup: (backedUp - begun) / 1_000, restore: (restored - backedUp) / 1_000 };
    return { ...seconds, megabytes: statSync(file).size / 1e6, peak: peak / 1e6 };
  } finally {
    clearInterval(watching);
    rmSync(folder, { recursive: true, force: true });
  }
}

const stores = await openStores();
try {
  const few = await round(Math.ceil(readers / 100), 1_000);
  const many = await round(readers, 2_000);
  const of = `${readers.toLocaleString('en-GB')} readers × ${editions} editions`;
  const s = (seconds: number) => `${seconds.toFixed(1)} s`;
  say({
    what: `backup of ${of}, ${many.megabytes.toFixed(1)} MB`,
    measured: s(many.backup),
    control: s(few.backup),
    target: '≤ 60 s',
  });
  say({ what: 'its restore', measured: s(many.restore), control: s(few.restore), target: '≤ 180 s' });
  say({
    what: 'peak memory of the process',
    measured: `${many.peak.toFixed(0)} MB`,
    control: `${few.peak.toFixed(0)} MB with a hundredth`,
    target: 'flat',
  });
} finally {
  await stores.close();
}
