import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { fault, type Log, sentenceOf } from '../core/index.ts';
import { type Account, accountFor, run } from './embedded-account.ts';
import { type Binaries, binariesFor } from './embedded-binaries.ts';
import { withLockFile } from './lock-file.ts';

export type EmbeddedPostgres = {
  url: string;
  /** Gives the server up; the last `quarterly` process on this machine to do so stops it. */
  release(): Promise<void>;
};

/** Held in shared mode by each process that uses the cluster; whoever gets it exclusively was the last. */
const IN_USE = 7_118_020_147;
const DATABASE = 'quarterly';
const START_MS = 60_000;

type Cluster = { home: string; data: string; account: Account; binaries: Binaries };

/**
 * Starts, or joins, the PostgreSQL whose cluster lives under `dataDir`.
 * It outlives a killed parent: the next start finds `postmaster.pid` and joins the running server, or lets PostgreSQL
 * repair its files from the write-ahead log.
 * @throws Fault `unavailable` when no server could be started, with PostgreSQL's last words.
 */
export async function startEmbeddedPostgres(dataDir: string, log: Log): Promise<EmbeddedPostgres> {
  const root = resolve(dataDir);
  mkdirSync(root, { recursive: true });
  const account = accountFor(root, log);
  const home = join(account.home, 'postgres');
  const lock = join(root, 'postgres.lock');
  return withLockFile(lock, async () => {
    const cluster = { home, data: join(home, 'cluster'), account, binaries: await binariesFor(account, log) };
    await createCluster(cluster);
    const url = (await joinRunning(cluster)) ?? (await start(cluster));
    const holder = await hold(url);
    return { url, release: () => withLockFile(lock, () => release(cluster, holder)) };
  });
}

async function createCluster({ home, data, account, binaries }: Cluster): Promise<void> {
  if (existsSync(join(data, 'PG_VERSION'))) return;
  mkdirSync(home, { recursive: true, mode: 0o700 });
  account.own(home);
  const fresh = join(home, 'cluster.new');
  // A start that was killed half-way leaves this behind; the finished cluster appears by one rename.
  rmSync(fresh, { recursive: true, force: true });
  const passwordFile = join(home, 'password');
  writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  account.own(passwordFile);
  const settings = [
    '-U',
    'quarterly',
    '-E',
    'UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ];
  await run(account, binaries.initdb, [
    '-D',
    fresh,
    ...settings,
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
  ]);
  renameSync(fresh, data);
}

const password = (cluster: Cluster) => readFileSync(join(cluster.home, 'password'), 'utf8');
const urlFor = (cluster: Cluster, port: number, database: string) =>
  `postgres://quarterly:${password(cluster)}@127.0.0.1:${port}/${database}`;

/** The address of a server that already runs on this cluster; waits for one that is starting, stopping or recovering. */
async function joinRunning(cluster: Cluster): Promise<string | undefined> {
  const until = performance.now() + START_MS;
  while (performance.now() < until) {
    const server = runningServer(cluster);
    if (!server) return undefined;
    if (server.port !== undefined && (await answers(urlFor(cluster, server.port, 'postgres')))) {
      return urlFor(cluster, server.port, DATABASE);
    }
    await pause(100);
  }
  throw fault(
    'unavailable',
    `A PostgreSQL holds ${cluster.data} but does not answer: stop it, then start again.`,
  );
}

/** Reads `postmaster.pid` (line 1 the process, line 4 the port); a file whose process is gone counts as none. */
function runningServer(cluster: Cluster): { pid: number; port: number | undefined } | undefined {
  try {
    const lines = readFileSync(join(cluster.data, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    process.kill(pid, 0);
    if (process.platform === 'linux' && !readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres'))
      return undefined;
    return { pid, port: Number(lines[3]) || undefined };
  } catch {
    return undefined;
  }
}

async function start(cluster: Cluster): Promise<string> {
  // Our lock is held and no such process lives, so the file is a dead server's; with its process id taken by a stranger
  // PostgreSQL itself would refuse to start.
  rmSync(join(cluster.data, 'postmaster.pid'), { force: true });
  const port = await freePort();
  const logFile = join(cluster.home, 'server.log');
  const out = openSync(logFile, 'a', 0o600);
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'log_timezone=UTC',
    'timezone=UTC',
  ];
  const child = spawn(
    cluster.binaries.postgres,
    ['-D', cluster.data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...cluster.account.ids, detached: true, stdio: ['ignore', out, out], env: cluster.account.env },
  );
  let exited: string | undefined;
  child.once('error', (error) => {
    exited = error.message;
  });
  child.once('exit', (code) => {
    exited = `exit ${code}`;
  });
  child.unref();
  const until = performance.now() + START_MS;
  while (performance.now() < until && exited === undefined) {
    if (await answers(urlFor(cluster, port, 'postgres'))) {
      await createDatabase(urlFor(cluster, port, 'postgres'));
      return urlFor(cluster, port, DATABASE);
    }
    await pause(50);
  }
  throw fault(
    'unavailable',
    `The embedded PostgreSQL did not start (${exited ?? 'no answer'}): see ${logFile}.`,
  );
}

async function createDatabase(url: string): Promise<void> {
  await withClient(url, async (client) => {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  });
}

/** A connection that shows, for as long as this process lives, that the server is in use; not on our own database, whose template tests copy. */
async function hold(url: string): Promise<pg.Client> {
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  const client = new pg.Client({ connectionString: maintenance.href, application_name: 'quarterly in use' });
  client.on('error', () => {});
  await client.connect();
  await client.query('SELECT pg_advisory_lock_shared($1)', [IN_USE]);
  return client;
}

async function release(cluster: Cluster, holder: pg.Client): Promise<void> {
  try {
    await holder.query('SELECT pg_advisory_unlock_shared($1)', [IN_USE]);
    const last = await holder.query('SELECT pg_try_advisory_lock($1) AS mine', [IN_USE]);
    await holder.end();
    if (last.rows[0]?.mine !== true) return;
  } catch {
    // The server is gone already, or going: nothing to give up.
    return;
  }
  await stop(cluster);
}

/** Fast shutdown (SIGINT): sessions are ended, the write-ahead log is flushed. */
async function stop(cluster: Cluster): Promise<void> {
  const server = runningServer(cluster);
  if (!server) return;
  process.kill(server.pid, 'SIGINT');
  const until = performance.now() + START_MS;
  while (performance.now() < until && runningServer(cluster)) await pause(25);
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'quarterly' });
  client.on('error', () => {});
  try {
    await client.connect();
    return await use(client);
  } finally {
    await client.end().catch(() => {});
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    await withClient(url, (client) => client.query('SELECT 1'));
    return true;
  } catch (error) {
    if (/password authentication failed/.test(sentenceOf(error)))
      throw fault('unavailable', `The embedded PostgreSQL refuses our password: ${sentenceOf(error)}.`);
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
