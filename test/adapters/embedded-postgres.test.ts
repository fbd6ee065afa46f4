import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { accountFor } from '../../src/adapters/embedded-postgres/account.ts';
import { binariesFor } from '../../src/adapters/embedded-postgres/binaries.ts';
import { startEmbeddedPostgres } from '../../src/adapters/embedded-postgres/server.ts';
import { silentLog } from '../../src/core/index.ts';
import { type Child, startChild } from '../support/child.ts';
import { until } from '../support/until.ts';

const isRoot = process.getuid?.() === 0;
const folders: string[] = [];
const children: Child[] = [];

/** A blank folder that every account may pass, or with 0o700 only ours, like /root. */
function blankFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), 'quarterly-embedded-'));
  chmodSync(folder, mode);
  folders.push(folder);
  return folder;
}

function startIn(folder: string): Child {
  const child = startChild('embedded-process.ts', folder);
  children.push(child);
  return child;
}

const pidFile = (folder: string) => join(folder, 'postgres/cluster/postmaster.pid');
const serverPid = (folder: string) => Number(readFileSync(pidFile(folder), 'utf8').split('\n')[0]);

/** False too for a process that has ended and waits for its parent to take note: it has no command line any more. */
function isAlive(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
  } catch {
    return false;
  }
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** How many processes hold the server at present. */
const holds = async (url: string) =>
  (await query(url, "SELECT 1 FROM pg_stat_activity WHERE application_name = 'quarterly in use'")).length;

async function release(child: Child): Promise<void> {
  child.process.send('release');
  expect(await child.says()).toBe('released');
  await child.ended;
}

async function kill(child: Child): Promise<void> {
  child.process.kill('SIGKILL');
  await child.ended;
}

afterAll(async () => {
  for (const child of children) child.process.kill('SIGKILL');
  for (const folder of folders) {
    const home = join(folder, 'postgres');
    if (existsSync(join(home, 'cluster'))) await (await startEmbeddedPostgres(folder, silentLog)).release();
    if (lstatSync(home, { throwIfNoEntry: false })?.isSymbolicLink())
      rmSync(dirname(realpathSync(home)), { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  }
});

// Each of these makes or starts several servers.
describe('the embedded PostgreSQL', () => {
  let folder: string;
  beforeAll(() => {
    folder = blankFolder();
  });

  test('two processes on a blank folder share one server; the last one out stops it', async () => {
    const [first, second] = [startIn(folder), startIn(folder)] as const;
    const [url, same] = await Promise.all([first.says(), second.says()]);
    expect(same).toBe(url);
    await query(url, "CREATE TABLE kept AS SELECT 'still here' AS word");
    const pid = serverPid(folder);
    await release(first);
    expect(await query(url, 'SELECT word FROM kept')).toEqual([{ word: 'still here' }]);
    await release(second);
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(pidFile(folder))).toBe(false);
  });

  test('the server of a killed parent lives on, and the next start joins it', async () => {
    const parent = startIn(folder);
    const url = await parent.says();
    const pid = serverPid(folder);
    await kill(parent);
    const next = await startEmbeddedPostgres(folder, silentLog);
    expect(next.url).toBe(url);
    expect(serverPid(folder)).toBe(pid);
    // The server takes note of the killed parent's lost connection a moment later.
    await until(async () => (await holds(url)) === 1);
    await next.release();
    expect(isAlive(pid)).toBe(false);
  });

  test('a killed server is repaired by the next start, where those that used it find it again', async () => {
    const user = startIn(folder);
    const url = await user.says();
    await query(url, "INSERT INTO kept VALUES ('written just before')");
    const pid = serverPid(folder);
    process.kill(pid, 'SIGKILL');
    await until(() => !isAlive(pid));
    const next = await startEmbeddedPostgres(folder, silentLog);
    expect(next.url).toBe(url);
    expect(await query(url, 'SELECT word FROM kept ORDER BY word')).toHaveLength(2);
    await until(async () => (await holds(url)) === 2);
    await next.release();
    // The first process holds the server again, so the second was not the last.
    expect(await query(url, 'SELECT word FROM kept')).toHaveLength(2);
    await release(user);
  });

  test.each([
    ['a stranger', () => process.pid],
    ['another cluster’s server', async () => otherServer()],
  ])('a dead server’s process id that %s has now stops nothing', async (_who, pidOf) => {
    const user = startIn(folder);
    await user.says();
    const pid = serverPid(folder);
    await kill(user);
    process.kill(pid, 'SIGKILL');
    await until(() => !isAlive(pid));
    const [, ...rest] = readFileSync(pidFile(folder), 'utf8').split('\n');
    writeFileSync(pidFile(folder), [await pidOf(), ...rest].join('\n'));
    const next = await startEmbeddedPostgres(folder, silentLog);
    expect(await query(next.url, 'SELECT word FROM kept')).toHaveLength(2);
    await next.release();
  });

  test('what a start that was killed half-way leaves behind is cleared away', async () => {
    const blank = blankFolder();
    const killed = startIn(blank);
    const halfMade = () =>
      existsSync(join(blank, 'postgres')) &&
      readdirSync(join(blank, 'postgres')).some((name) => name.startsWith('cluster.new'));
    await until(halfMade);
    await kill(killed);
    expect(existsSync(join(blank, 'postgres/cluster'))).toBe(false);
    const next = await startEmbeddedPostgres(blank, silentLog);
    expect(await query(next.url, 'SELECT current_database() AS name')).toEqual([{ name: 'quarterly' }]);
    await next.release();
    await until(async () => {
      await (await startEmbeddedPostgres(blank, silentLog)).release();
      return !halfMade();
    });
  });

  test('a folder that the server’s account cannot reach gets a link to a place that it can', async () => {
    const closed = blankFolder(0o700);
    const server = await startEmbeddedPostgres(closed, silentLog);
    expect(lstatSync(join(closed, 'postgres')).isSymbolicLink()).toBe(isRoot);
    expect(realpathSync(join(closed, 'postgres')).startsWith('/var/lib/quarterly/')).toBe(isRoot);
    await query(server.url, "CREATE TABLE kept AS SELECT 'still here' AS word");
    await server.release();
    // The folder opens up later: the data stays where it is.
    chmodSync(closed, 0o755);
    const again = await startEmbeddedPostgres(closed, silentLog);
    expect(await query(again.url, 'SELECT word FROM kept')).toEqual([{ word: 'still here' }]);
    await again.release();
  });

  test('programs that the server’s account cannot reach are copied to where it can', async () => {
    const account = await accountFor(folder, silentLog);
    const { postgres } = await binariesFor({ ...account, canReach: () => !isRoot }, silentLog);
    expect(postgres.startsWith('/var/lib/quarterly/')).toBe(isRoot);
    const said = execFileSync(postgres, ['--version'], { ...account.ids, env: account.env, cwd: '/' });
    expect(said.toString()).toMatch(/^postgres \(PostgreSQL\) 1[5-9]/);
  });

  test('as root, a cluster that an ordinary account made goes on under that account', async () => {
    const home = join(folder, 'postgres');
    const owner = isRoot ? 65_534 : statSync(home).uid;
    if (isRoot) execFileSync('chown', ['-R', `${owner}:${owner}`, home]);
    const server = await startEmbeddedPostgres(folder, silentLog);
    expect(statSync(`/proc/${serverPid(folder)}`).uid).toBe(owner);
    expect(await query(server.url, 'SELECT word FROM kept')).toHaveLength(2);
    await server.release();
  });
});

async function otherServer(): Promise<number> {
  const [row] = await query(inject('postgresUrl'), "SELECT pg_read_file('postmaster.pid') AS lines");
  return Number((row as { lines: string }).lines.split('\n')[0]);
}

describe('a server that dies while it is used', () => {
  test.each(['SIGKILL', 'SIGQUIT'] as const)(
    'is back by itself at its address after %s',
    async (signal) => {
      const folder = blankFolder();
      const child = startIn(folder);
      const url = await child.says();
      await query(url, 'CREATE TABLE kept AS SELECT 7 AS n');
      for (let round = 0; round < 2; round += 1) {
        const before = serverPid(folder);
        process.kill(before, signal);
        await until(() => !isAlive(before));
        await until(
          () =>
            query(url, 'SELECT n FROM kept').then(
              ([row]) => (row as { n: number }).n === 7,
              () => false,
            ),
          60_000,
        );
        expect(serverPid(folder)).not.toBe(before);
        await until(async () => (await holds(url)) === 1);
      }
      const last = serverPid(folder);
      await release(child);
      await until(() => !isAlive(last));
    },
    180_000,
  );
});
