import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { type App, openApp } from '../../src/compose/app.ts';
import { elsewhere } from '../../src/compose/elsewhere.ts';
import { loadConfig } from '../../src/config.ts';
import { editionNumber, parseEmailAddress, silentLog } from '../../src/core/index.ts';
import { deliveryReport } from '../../src/delivery/index.ts';
import { approveEdition, assembleEdition, importEditionFolder } from '../../src/editions/index.ts';
import { startRun } from '../../src/flows/index.ts';
import { subscribe } from '../../subscribers/index.ts';
import { editor } from '../../test/support/actors.ts';
import { simulator } from './processes.ts';
import { say } from './say.ts';
import { openStores } from './stores.ts';

/**
 * How long a person waits for the mail that confirms their sign-up while an edition goes out: real sign-ups, the queue on
 * PostgreSQL, one real worker, from the sign-up to SES's answer. `tsx bench/delivery/lanes.ts [readers]`; build first.
 */
const READERS = Number(process.argv[2] ?? 1_000_000);
const SIGN_UPS = 25;
const BIN = fileURLToPath(new URL('../../bin/quarterly.js', import.meta.url));
const SAMPLE = fileURLToPath(new URL('../../sample/edition-07', import.meta.url));
const edition = editionNumber(7);

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

const PATIENCE_MS = 300_000;

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`not true after ${PATIENCE_MS} ms: ${holds}`);
    await pause(1_000);
  }
}

async function setRate({ db }: App, endpoint: string, rate: number): Promise<void> {
  await fetch(`${endpoint}/_control/quota`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ maxSendRate: rate }),
  });
  await until(
    async () =>
      (await db.selectFrom('pace').select('quota_per_second').executeTakeFirst())?.quota_per_second === rate,
  );
}

/** Seconds from each sign-up to SES's answer, while the edition takes what is left of the rate. */
async function waits(app: App, rate: number): Promise<number[]> {
  const first =
    (await app.db.selectFrom('notices').select(sql<number>`coalesce(max(id), 0)`.as('id')).executeTakeFirst())
      ?.id ?? 0;
  for (let n = 0; n < SIGN_UPS; n += 1) {
    const email = parseEmailAddress(`new${rate}-${n}@example.org`);
    await subscribe(
      { ...app, elsewhere, noticesPerHour: 3_000 },
      { email, choice: 'all' },
      { source: 'sign-up form', wording: null },
    );
    await pause(Math.max(700, 2_000 / rate) * (0.5 + Math.random()));
  }
  const notices = () => app.db.selectFrom('notices').selectAll().where('id', '>', first).execute();
  await until(async () => (await notices()).every(({ state }) => state === 'accepted'));
  return (await notices())
    .map((one) => (one.updated_at.getTime() - one.created_at.getTime()) / 1_000)
    .sort((a, b) => a - b);
}

/** What SES said while its rate fell has been got over by then. */
const SETTLED_MS = 10_000;

async function measure(app: App, endpoint: string, rate: number): Promise<void> {
  await setRate(app, endpoint, rate);
  await pause(SETTLED_MS);
  const [before, from] = [(await deliveryReport(app.db, edition)).sent, performance.now()];
  const seconds = await waits(app, rate);
  const sent = (await deliveryReport(app.db, edition)).sent - before;
  const perSecond = sent / ((performance.now() - from) / 1_000);
  const shown = (value = 0) => `${value.toFixed(2)} s`;
  say({
    what: `a confirmation behind an edition of ${READERS.toLocaleString('en-GB')} at ${rate}/s: longest of ${seconds.length}`,
    measured: shown(seconds.at(-1)),
    control: `median ${shown(seconds[Math.floor(seconds.length / 2)])}; edition ${perSecond.toFixed(1)}/s`,
    target: '≤ 5 s',
  });
}

async function sendEdition(app: App): Promise<void> {
  await importEditionFolder(app, SAMPLE, editor());
  await assembleEdition(app, edition, editor());
  await approveEdition(app, edition, editor('editor@example.org'));
  await sql`
    INSERT INTO subscribers (email, email_key, state, all_sections, created_at, updated_at)
    SELECT 'reader' || n || '@example.org', 'reader' || n || '@example.org', 'active', true, now(), now()
    FROM generate_series(1, ${READERS}::int) n`.execute(app.db);
  await sql`ANALYZE subscribers`.execute(app.db);
  await startRun(app, { edition, by: editor() });
  await until(
    async () =>
      (await sql`SELECT 1 FROM deliveries WHERE sent_at IS NOT NULL LIMIT 1`.execute(app.db)).rows.length > 0,
  );
}

const stores = await openStores();
const ses = await simulator(60, 14);
const env = {
  DATABASE_URL: stores.url,
  SES_ENDPOINT: ses.url,
  SECRET_KEY: 'a key for the bench, of more than 32 characters',
  LOG_LEVEL: 'warn',
};
const worker = spawn(process.execPath, [BIN, 'worker'], {
  env: { ...process.env, ...env },
  stdio: 'inherit',
});
const app = await openApp(loadConfig(env), { role: 'bench', log: silentLog });
try {
  await sendEdition(app);
  for (const rate of [1, 14, 200]) await measure(app, ses.url, rate);
} finally {
  const ended = once(worker, 'exit');
  worker.kill('SIGTERM');
  await ended;
  await app.close();
  ses.close();
  await stores.close();
}
