import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { fault, type Log } from '../core/index.ts';

/** The operating-system account that the embedded PostgreSQL runs under. */
export type Account = {
  /** Folder that this account can reach, for the cluster. */
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
 * and its binaries, else initdb ends with EACCES.
 */
export function accountFor(dataDir: string, log: Log): Account {
  if (process.getuid?.() !== 0) {
    return { home: dataDir, ids: {}, env, own: () => {}, canReach: () => true };
  }
  const { uid, gid } = systemAccount();
  const canReach = (path: string) => reachable(path, uid, gid);
  const own = (path: string) => chownSync(path, uid, gid);
  if (canReach(dataDir)) return { home: dataDir, ids: { uid, gid }, env, own, canReach };
  const home = join(SHARED_HOME, createHash('sha256').update(dataDir).digest('hex').slice(0, 12));
  mkdirSync(home, { recursive: true, mode: 0o755 });
  log.warn(
    { dataDir, home },
    'running as root and PostgreSQL’s account cannot reach DATA_DIR: its data is kept elsewhere',
  );
  return { home, ids: { uid, gid }, env, own, canReach };
}

function systemAccount(): { uid: number; gid: number } {
  const found = findAccount(NAME);
  if (found) return found;
  try {
    execFileSync(
      'useradd',
      [
        '--system',
        '--user-group',
        '--no-create-home',
        '--home-dir',
        SHARED_HOME,
        '--shell',
        '/usr/sbin/nologin',
        NAME,
      ],
      { stdio: 'ignore' },
    );
  } catch {
    // No useradd in this image, or another process was first: look again below.
  }
  const account = findAccount(NAME) ?? findAccount('postgres') ?? findAccount('nobody');
  if (!account)
    throw fault(
      'unavailable',
      'PostgreSQL cannot run as root and no other account exists here: create one named quarterly, or set DATABASE_URL.',
    );
  return account;
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
