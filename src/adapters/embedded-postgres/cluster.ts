import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Account, run } from './account.ts';
import type { Binaries } from './binaries.ts';

/** The files of one embedded PostgreSQL: `home` holds the cluster, its password, its log and our lock. */
export type Cluster = { home: string; data: string; account: Account; binaries: Binaries };

export type RunningServer = { pid: number; port: number | undefined };

const SETTINGS = [
  ['-U', 'quarterly'],
  ['-E', 'UTF8'],
  ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
  ['-A', 'scram-sha-256'],
].flat();

export const passwordOf = (cluster: Cluster) => readFileSync(join(cluster.home, 'password'), 'utf8');

/** Makes the cluster unless it is there. It appears by one rename, so a start that was killed half-way leaves none. */
export async function createCluster({ home, data, account, binaries }: Cluster): Promise<void> {
  removeHalfMade(home);
  if (existsSync(join(data, 'PG_VERSION'))) return;
  // A name of its own: the initdb of a killed start may live on for a second and write into its folder.
  const fresh = join(home, `cluster.new-${randomBytes(6).toString('hex')}`);
  const passwordFile = join(home, 'password');
  writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  account.own(passwordFile);
  await run(account, binaries.initdb, ['-D', fresh, ...SETTINGS, `--pwfile=${passwordFile}`]);
  renameSync(fresh, data);
}

function removeHalfMade(home: string): void {
  for (const name of readdirSync(home).filter((entry) => entry.startsWith('cluster.new'))) {
    try {
      rmSync(join(home, name), { recursive: true, force: true, maxRetries: 3, retryDelay: 100 });
    } catch {
      // An initdb still writes there; it fails now that its files are gone, and the next start removes the rest.
    }
  }
}

/** Creates the folder for the cluster, its password and our lock, and hands it to the account. */
export function prepareHome(home: string, account: Account): string {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  account.own(home);
  return realpathSync(home);
}

/** Reads `postmaster.pid` (line 1 the process, line 4 the port); a file whose server is gone counts as none. */
export function runningServer({ data }: Cluster): RunningServer | undefined {
  const lines = postmasterFile(data);
  const pid = Number(lines[0]);
  if (!(pid > 0) || !isServerOf({ data }, pid)) return undefined;
  return { pid, port: Number(lines[3]) || undefined };
}

/** The port that the last server on this cluster had, if it did not end in good order. */
export const lastPort = ({ data }: Cluster) => Number(postmasterFile(data)[3]) || undefined;

/**
 * Lets PostgreSQL start over a dead server's `postmaster.pid` whose process id has been given to a stranger.
 * The file stays: PostgreSQL finds in it the shared memory that orphans of the dead server may still use, and refuses
 * to start beside them. Only the process id is replaced, by its parent's, which PostgreSQL does not count as a rival.
 */
export function disownPostmasterFile({ data }: Cluster): void {
  const [pid, ...rest] = postmasterFile(data);
  if (pid === undefined || !isAlive(Number(pid))) return;
  writeFileSync(join(data, 'postmaster.pid'), [process.pid, ...rest].join('\n'));
}

function postmasterFile(data: string): string[] {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** Told from a stranger, and from the server of another cluster, by what it was started with. */
export function isServerOf({ data }: Pick<Cluster, 'data'>, pid: number): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(data);
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
