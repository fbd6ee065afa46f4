import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { fault, type Log, naming, sentenceOf } from '../../core/index.ts';
import { accountFor } from './account.ts';
import { binariesFor } from './binaries.ts';
import {
  type Cluster,
  createCluster,
  disownPostmasterFile,
  isServerOf,
  lastPort,
  passwordOf,
  prepareHome,
  runningServer,
} from './cluster.ts';
import { connected, holdServer } from './hold.ts';
import { withLockFile } from './lock-file.ts';

export type EmbeddedPostgres = {
  url: string;
  /** Gives the server up; the last `quarterly` process on this machine to do so stops it. */
  release(): Promise<void>;
};

const DATABASE = 'quarterly';
const START_MS = 60_000;
/** How often a server that ends while starting is started again: its port was taken, or a dead server's orphans linger. */
const STARTS = 10;
/** PostgreSQL's error code for a refused password. */
const WRONG_PASSWORD = '28P01';

/**
 * Starts, or joins, the PostgreSQL whose cluster lives under `dataDir`.
 * It outlives a killed parent: the next start finds `postmaster.pid` and joins the running server, or lets PostgreSQL
 * repair its files from the write-ahead log. One that dies while it is used is started again within seconds.
 * @throws Fault `unavailable` when no server could be started, with PostgreSQL's last words.
 */
export async function startEmbeddedPostgres(dataDir: string, log: Log): Promise<EmbeddedPostgres> {
  const root = resolve(dataDir);
  mkdirSync(root, { recursive: true });
  const account = await accountFor(root, log);
  const home = prepareHome(account.home, account);
  const lock = join(home, 'lock');
  return withLockFile(lock, async () => {
    const cluster = { home, data: join(home, 'cluster'), account, binaries: await binariesFor(account, log) };
    await createCluster(cluster);
    const port = (await joinRunning(cluster)) ?? (await start(cluster));
    await createDatabase(urlFor(cluster, port, 'postgres'));
    let released = false;
    const revive = () => withLockFile(lock, async () => (released ? undefined : revived(cluster, port, log)));
    const hold = await holdServer(urlFor(cluster, port, 'postgres'), revive);
    const release = () => {
      released = true;
      return withLockFile(lock, async () => ((await hold.giveUp()) ? stop(cluster) : undefined));
    };
    return { url: urlFor(cluster, port, DATABASE), release };
  }).catch(naming(root));
}

const urlFor = (cluster: Cluster, port: number, database: string) =>
  `postgres://quarterly:${passwordOf(cluster)}@127.0.0.1:${port}/${database}`;

/** The port of a server that already runs on this cluster; waits for one that is starting, stopping or recovering. */
async function joinRunning(cluster: Cluster): Promise<number | undefined> {
  const until = performance.now() + START_MS;
  while (performance.now() < until) {
    const server = runningServer(cluster);
    if (!server) return undefined;
    if (server.port !== undefined && (await answers(urlFor(cluster, server.port, 'postgres')))) {
      return server.port;
    }
    await pause(100);
  }
  throw fault(
    'unavailable',
    `A PostgreSQL holds ${cluster.data} but does not answer: stop it, then start again.`,
  );
}

/** A server that has ended without being told to is started again at its port: those that use it know no other. */
async function revived(cluster: Cluster, port: number, log: Log): Promise<void> {
  if (runningServer(cluster)) return;
  log.error({ port }, 'the embedded PostgreSQL has ended: starting it again');
  disownPostmasterFile(cluster);
  for (let tries = 1; tries <= STARTS; tries += 1) {
    const free = await freePort(port).catch(() => 0);
    if (free === port && (await startOnce(cluster, port)))
      return log.warn({ port }, 'the embedded PostgreSQL is back');
    await pause(250);
  }
}

async function start(cluster: Cluster): Promise<number> {
  // Where the last server did not end in good order, processes that still look for it find this one at its port.
  const before = lastPort(cluster) ?? 0;
  disownPostmasterFile(cluster);
  for (let tries = 1; tries <= STARTS; tries += 1) {
    const port = await freePort(before).catch(() => freePort(0));
    if (await startOnce(cluster, port)) return port;
    await pause(250);
  }
  throw fault(
    'unavailable',
    `The embedded PostgreSQL did not start: see ${join(cluster.home, 'server.log')}.`,
  );
}

/** False when the server ended instead of answering. */
async function startOnce(cluster: Cluster, port: number): Promise<boolean> {
  const out = openSync(join(cluster.home, 'server.log'), 'a', 0o600);
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
  closeSync(out);
  let ended = false;
  for (const event of ['error', 'exit']) child.once(event, () => (ended = true));
  child.unref();
  const until = performance.now() + START_MS;
  while (performance.now() < until && !ended) {
    // Another cluster's server may have taken the port, and would refuse our password.
    if (await answers(urlFor(cluster, port, 'postgres')).catch(() => false)) return true;
    await pause(50);
  }
  return false;
}

/** At each start: an earlier one may have been killed between the cluster and this. */
async function createDatabase(url: string): Promise<void> {
  const client = await connected(url);
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** Fast shutdown (SIGINT): sessions are ended, the write-ahead log is flushed. */
async function stop(cluster: Cluster): Promise<void> {
  const server = runningServer(cluster);
  if (!server) return;
  process.kill(server.pid, 'SIGINT');
  const until = performance.now() + START_MS;
  // Not until postmaster.pid is gone: PostgreSQL removes it a moment before it ends.
  while (performance.now() < until && isServerOf(cluster, server.pid)) await pause(25);
}

async function answers(url: string): Promise<boolean> {
  try {
    await (await connected(url)).end();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === WRONG_PASSWORD)
      throw fault('unavailable', `The embedded PostgreSQL refuses our password: ${sentenceOf(error)}.`);
    return false;
  }
}

/** `wanted` if it is free; 0 takes any. */
function freePort(wanted: number): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
