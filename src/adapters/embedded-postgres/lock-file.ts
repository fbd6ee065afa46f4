import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { fault } from '../../core/index.ts';

const WAIT_MS = 120_000;

/**
 * Runs `work` while holding `path` as a lock between processes of this machine.
 * The file names its owner; the lock of a process that is gone is taken over.
 * @throws Fault `unavailable` when another process holds it for two minutes.
 */
export async function withLockFile<T>(path: string, work: () => Promise<T>): Promise<T> {
  const me = `${process.pid} ${startOf(process.pid)} ${randomUUID()}`;
  const until = performance.now() + WAIT_MS;
  while (!take(path, me)) {
    if (performance.now() > until)
      throw fault('unavailable', `Another quarterly process holds ${path}: wait for it, or stop it.`);
    await new Promise((done) => setTimeout(done, 50));
  }
  try {
    return await work();
  } finally {
    if (read(path) === me) rmSync(path, { force: true });
  }
}

function take(path: string, me: string): boolean {
  if (claim(path, me)) return true;
  const owner = read(path);
  if (owner === undefined || lives(owner)) return false;
  // Two processes may find the same dead owner. Only the holder of this second lock removes the file, after another
  // look: else the slower one would remove the lock that the quicker one has just taken.
  const breaking = `${path}.breaking`;
  if (!claim(breaking, me)) {
    if (!lives(read(breaking) ?? me)) rmSync(breaking, { force: true });
    return false;
  }
  if (read(path) === owner) rmSync(path, { force: true });
  rmSync(breaking, { force: true });
  return claim(path, me);
}

/** `link` is atomic and fails when the name exists, and the file appears with its content: no moment without an owner. */
function claim(path: string, me: string): boolean {
  const mine = `${path}.${randomUUID()}`;
  writeFileSync(mine, me, { mode: 0o600 });
  try {
    linkSync(mine, path);
    return true;
  } catch {
    return false;
  } finally {
    unlinkSync(mine);
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function lives(owner: string): boolean {
  const [pid = '', started] = owner.split(' ');
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    // EPERM: it lives, under another account.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return startOf(Number(pid)) === started;
}

/**
 * When a process started, in ticks since boot (field 22 of /proc/PID/stat): a restarted container has the same few
 * process ids again, so the id alone would show a dead owner as alive. `-` where there is no /proc.
 */
function startOf(pid: number): string {
  const stat = read(`/proc/${pid}/stat`);
  // The second field is the program's name in brackets, and may hold spaces and brackets itself.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '-';
}
