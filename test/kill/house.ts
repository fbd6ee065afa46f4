import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { startEmbeddedPostgres } from '../../src/adapters/embedded-postgres/server.ts';
import { type App, openApp } from '../../src/compose/app.ts';
import { loadConfig } from '../../src/config.ts';
import { type EditionNumber, editionNumber, silentLog } from '../../src/core/index.ts';
import { approveEdition, assembleEdition, importEditionFolder } from '../../src/editions/index.ts';
import { serveWeb } from '../../src/processes/web.ts';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { editor } from '../support/actors.ts';
import { quarterlyRunning, type Running } from '../support/command.ts';
import { freePort, startRedis, type TestRedis } from '../support/redis.ts';

export const CONCURRENCY = 12;
export const LEASE_SECONDS = 3;

/** A whole installation of which each part can be killed: PostgreSQL, Redis, workers; SES and the hook for its events. */
export type House = {
  app: App;
  simulator: Simulator;
  redis: TestRedis;
  workers: Running[];
  /** For commands that an operator would give beside the workers. */
  env: Record<string, string>;
  /** Brings the number of workers back to what it was. */
  replaceWorkers(): Promise<void>;
  /** Makes it `count` from now on. */
  setWorkers(count: number): Promise<void>;
  restartPostgres(how: 'SIGINT' | 'SIGQUIT'): Promise<void>;
  /** From now on no file of the database may grow beyond so many octets: for PostgreSQL the same as a disk that is full. */
  limitFiles(octets: number | 'unlimited'): void;
  close(): Promise<void>;
};

/**
 * `rate` is that of the account, mails a second; without it there is none. `options` are those of Quarterly. `redisServer` is
 * the program, for a bench. `first` is done before this version of Quarterly has touched the database.
 */
export async function buildHouse(
  workerCount: number,
  {
    rate = -1,
    options = {},
    redisServer,
    first,
  }: {
    rate?: number;
    options?: Record<string, string>;
    redisServer?: string;
    first?: (env: Record<string, string>) => Promise<void>;
  } = {},
): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterly-kill-'));
  chmodSync(folder, 0o755);
  const postgres = await startEmbeddedPostgres(folder, silentLog);
  const redis = await startRedis({ persistent: false, ...(redisServer ? { program: redisServer } : {}) });
  const port = await freePort();
  const simulator = await startSimulator({
    maxSendRate: rate,
    max24HourSend: -1,
    latencyMs: [40, 80],
    eventsTo: `http://127.0.0.1:${port}/hooks/ses`,
    events: { retries: 40, retryMs: 500 },
  });
  const env = {
    DATABASE_URL: postgres.url,
    REDIS_URL: redis.url,
    SES_ENDPOINT: simulator.url,
    SENDING: 'simulator',
    SEND_CONCURRENCY: String(CONCURRENCY),
    LEASE_SECONDS: String(LEASE_SECONDS),
    SECRET_KEY: 'a key for killing, of more than 32 characters',
    PUBLIC_URL: 'https://bulletin.example.org',
    PORT: String(port),
    JOURNAL_DIR: join(folder, 'journal'),
    ...options,
  };
  await first?.(env);
  const app = await openApp(loadConfig(env), { role: 'kill', log: silentLog });
  const web = await serveWeb(app);
  const workers: Running[] = [];
  let wanted = workerCount;
  const replaceWorkers = async () => {
    for (const dead of workers.filter((worker) => !alive(worker.pid)))
      workers.splice(workers.indexOf(dead), 1);
    while (workers.length < wanted) workers.push(await quarterlyRunning(env, /worker started/, 'worker'));
  };
  await replaceWorkers();
  return {
    app,
    simulator,
    redis,
    workers,
    env,
    replaceWorkers,
    setWorkers(count) {
      wanted = count;
      return replaceWorkers();
    },
    restartPostgres: (how) => restart(folder, how),
    limitFiles: (octets) => limitFiles(postmaster(folder), octets),
    async close() {
      await Promise.all(workers.map((worker) => worker.stop('SIGKILL')));
      await web.close();
      await app.close();
      await simulator.close();
      await redis.close();
      await stop(folder, 'SIGINT');
      await postgres.release().catch(() => {});
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const postmaster = (folder: string) =>
  Number(readFileSync(join(folder, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0]);

async function stop(folder: string, how: NodeJS.Signals): Promise<void> {
  const pid = postmaster(folder);
  process.kill(pid, how);
  while (alive(pid)) await pause(20);
}

/** PostgreSQL ignores the signal of a file that grew too much, so that the limit acts as a full disk. New children inherit it. */
function limitFiles(pid: number, octets: number | 'unlimited'): void {
  const one = `prlimit --fsize=${octets}:unlimited --pid`;
  // A child may have ended since it was listed; the postmaster's own limit must be set.
  const all = `${one} ${pid} || exit; for child in $(ps --ppid ${pid} -o pid=); do ${one} $child; done; true`;
  execFileSync('sh', ['-c', all], { ...owner(pid), stdio: 'ignore' });
}

/** The same command at the same port, as a service manager would do it: the workers know no other address. */
async function restart(folder: string, how: NodeJS.Signals): Promise<void> {
  const pid = postmaster(folder);
  const [command = '', ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
  const ids = owner(pid);
  await stop(folder, how);
  spawn(command, args, { ...ids, detached: true, stdio: 'ignore', env: { LC_ALL: 'C' } }).unref();
}

/** For what must be done as the user of that process; nobody but root could be another. */
function owner(pid: number): { uid?: number; gid?: number } {
  const { uid, gid } = statSync(`/proc/${pid}`);
  return process.getuid?.() === 0 ? { uid, gid } : {};
}

export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

export const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** Active readers who take everything. */
export const addReaders = ({ db }: Pick<App, 'db'>, count: number) =>
  sql`
    INSERT INTO subscribers (email, email_key, state, all_sections, created_at, updated_at)
    SELECT 'reader' || n || '@example.org', 'reader' || n || '@example.org', 'active', true, now(), now()
    FROM generate_series(1, ${count}::int) n`.execute(db);

/** Brings in a small edition and approves it. */
export async function approvedEdition({ app }: Pick<House, 'app'>, number: number): Promise<EditionNumber> {
  const folder = writeEdition(number);
  await importEditionFolder(app, folder, editor());
  rmSync(folder, { recursive: true });
  const edition = editionNumber(number);
  await assembleEdition(app, edition, editor());
  await approveEdition(app, edition, editor('editor@example.org'));
  return edition;
}

const SECTIONS = ['alpha', 'beta', 'gamma'];

/** Writes a small edition folder. */
export function writeEdition(number: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'quarterly-edition-'));
  const sections = SECTIONS.map(
    (slug) => `  - { slug: ${slug}, label: Section ${slug}, description: About ${slug} }`,
  );
  const head = ['cover: May 2026', 'title: Killed', 'strapline: And yet sent', 'publisher: The publisher'];
  const edition = [
    `number: ${number}`,
    ...head,
    'mailbox: bulletin@example.org',
    'sections:',
    ...sections,
    '',
  ];
  writeFileSync(join(folder, 'edition.yaml'), edition.join('\n'));
  writeFileSync(join(folder, 'welcome.md'), 'Welcome.\n');
  for (const slug of SECTIONS) {
    const matter = `headline: News of ${slug}\nsection: ${slug}\nsummary: What happened in ${slug}.\nposition: 1`;
    writeFileSync(join(folder, `${slug}.md`), `---\n${matter}\n---\n\nA paragraph about ${slug}.\n`);
  }
  return folder;
}
