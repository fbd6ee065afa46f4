import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, lstatSync, mkdirSync, readFileSync, readlinkSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { fault, type Log } from '../../core/index.ts';

/** The operating-system account that the embedded PostgreSQL runs under. */
export type Account = {
  /** Where this account keeps the cluster; a folder that it can reach. */
  home: string;
  /** For `spawn`; empty when we are not root. */
  ids: { uid?: number; gid?: number };
  env: NodeJS.ProcessEnv;
  /** Hands a file to the account; nothing to do when we are not root. */
  own(path: string): void;
  canReach(path: string): boolean;
};

const NAME = 'quarterly';
/** Where root's cluster and binaries go when the account cannot reach the project's own folder (a clone under /root, mode 700). */
const SHARED_HOME = '/var/lib/quarterly';
const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };

/**
 * PostgreSQL refuses to run as root, so as root it gets an account of its own; that account must reach both its data
 * and its binaries, else initdb ends with EACCES. Where it cannot, `DATA_DIR/postgres` becomes a link to a place that it
 * can reach.
 * @throws Fault `unavailable` when data lies there that this process could not use.
 */
export async function accountFor(dataDir: string, log: Log): Promise<Account> {
  const home = join(dataDir, 'postgres');
  const owner = ownerOf(join(home, 'cluster'));
  if (process.getuid?.() !== 0) {
    if (owner && process.getuid && owner.uid !== process.getuid())
      throw fault(
        'unavailable',
        `The database in ${home} belongs to another account: run Quarterly as that one, or choose another DATA_DIR.`,
      );
    return { home, ids: {}, env, own: () => {}, canReach: () => true };
  }
  // A cluster that an ordinary account made before goes on under that account.
  const { uid, gid } = owner && owner.uid !== 0 ? owner : await systemAccount();
  const canReach = (path: string) => reachable(path, uid, gid);
  const own = (path: string) => chownSync(path, uid, gid);
  const account = { home, ids: { uid, gid }, env, own, canReach };
  if (isLink(home)) return { ...account, home: reached(readlinkSync(home)) };
  if (canReach(dataDir)) return account;
  if (owner)
    throw fault(
      'unavailable',
      `The account that owns ${home} cannot pass a folder above it any more: give that folder back its x permission.`,
    );
  return { ...account, home: elsewhere(home, log) };
}

function ownerOf(path: string): { uid: number; gid: number } | undefined {
  try {
    return statSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') return undefined;
    // Its folder is another account's, and closed to us.
    return statSync(dirname(path));
  }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function reached(place: string): string {
  mkdirSync(place, { recursive: true, mode: 0o755 });
  return place;
}

function elsewhere(home: string, log: Log): string {
  const name = createHash('sha256').update(home).digest('hex').slice(0, 12);
  const place = reached(join(SHARED_HOME, name, 'postgres'));
  try {
    symlinkSync(place, home);
  } catch (error) {
    // Another process was quicker, and made the same link.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  log.warn(
    { home, place },
    'running as root, whose folder PostgreSQL’s account cannot reach: the data is kept elsewhere, and linked',
  );
  return place;
}

async function systemAccount(): Promise<{ uid: number; gid: number }> {
  // Two processes may be first at once: useradd holds a lock, and whoever comes second must wait for the first's result.
  for (let tries = 0; tries < 20; tries += 1) {
    const found = findAccount(NAME);
    if (found) return found;
    if (!addAccount()) break;
    await new Promise((done) => setTimeout(done, 100));
  }
  const account = findAccount(NAME) ?? findAccount('postgres') ?? findAccount('nobody');
  if (!account)
    throw fault(
      'unavailable',
      'PostgreSQL cannot run as root and no other account exists here: create one named quarterly, or set DATABASE_URL.',
    );
  return account;
}

/** False when this machine has no useradd. */
function addAccount(): boolean {
  const place = ['--no-create-home', '--home-dir', SHARED_HOME, '--shell', '/usr/sbin/nologin'];
  try {
    execFileSync('useradd', ['--system', '--user-group', ...place, NAME], { stdio: 'ignore' });
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

function findAccount(name: string): { uid: number; gid: number } | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

/** Every folder on the way must let the account pass. */
function reachable(path: string, uid: number, gid: number): boolean {
  for (let at = path; ; at = dirname(at)) {
    const stat = statSync(at);
    const bit = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001;
    if ((stat.mode & bit) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** Runs a program to its end under the account. @throws Fault `unavailable` with what it printed last. */
export async function run(account: Account, program: string, args: string[]): Promise<void> {
  try {
    await promisify(execFile)(program, args, {
      ...account.ids,
      env: account.env,
      cwd: '/',
      maxBuffer: 16 * 1024 * 1024,
    });
  } catch (error) {
    const said = error as { stderr?: string; message: string };
    throw fault(
      'unavailable',
      `The embedded PostgreSQL could not be set up: ${(said.stderr || said.message).trim().split('\n').at(-1)}`,
    );
  }
}
