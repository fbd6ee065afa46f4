import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const GUARD = fileURLToPath(new URL('../support/guard-process.js', import.meta.url));
const WAITS = ['-e', 'setInterval(() => {}, 1_000)'];

const ended = (child: ChildProcess) => new Promise((done) => child.once('exit', (_, signal) => done(signal)));

// Only Linux tells of other processes by /proc.
test.runIf(process.platform === 'linux')(
  'what a run has started ends when the run is gone, and its folder with it; other processes stay',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'quarterly-guarded-'));
    const start = (args: string[], env: NodeJS.ProcessEnv = {}) =>
      spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['pipe', 'ignore', 'ignore'] });
    const byMark = start(WAITS, { GUARDED: 'this-run' });
    const byFolder = start([...WAITS, folder]);
    const other = start(WAITS, { GUARDED: 'another-run' });
    const guard = start([GUARD, 'GUARDED=this-run', folder]);
    const ends = [ended(byMark), ended(byFolder), ended(guard)];
    guard.stdin?.end();
    expect(await Promise.all(ends)).toEqual(['SIGTERM', 'SIGTERM', null]);
    expect(existsSync(folder)).toBe(false);
    expect(other.exitCode ?? other.signalCode).toBeNull();
    other.kill();
  },
);
