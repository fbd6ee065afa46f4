import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { fault } from '../core/index.ts';

const WAIT_MS = 120_000;

/**
 * Runs `work` while holding `path` as a lock between processes of this machine.
 * The file holds its owner's process id; the lock of a process that is gone is taken over.
 */
export async function withLockFile<T>(path: string, work: () => Promise<T>): Promise<T> {
  const until = performance.now() + WAIT_MS;
  while (!take(path)) {
    if (performance.now() > until)
      throw fault('unavailable', `Another quarterly process holds ${path}: wait for it, or stop it.`);
    await new Promise((done) => setTimeout(done, 50));
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/** `link` is atomic and fails when the name exists, and the file appears with its content: no moment without an owner. */
function take(path: string): boolean {
  const mine = `${path}.${process.pid}.${randomUUID()}`;
  writeFileSync(mine, String(process.pid), { mode: 0o600 });
  try {
    linkSync(mine, path);
    return true;
  } catch {
    if (!ownerLives(path)) rmSync(path, { force: true });
    return false;
  } finally {
    unlinkSync(mine);
  }
}

function ownerLives(path: string): boolean {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    process.kill(pid, 0);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    // EPERM: it lives, under another account. ENOENT: released just now, so try again.
    return code === 'EPERM' || code === 'ENOENT';
  }
}
