import { type ChildProcess, fork } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import type { App } from '../compose/app.ts';
import { BUILT_IN } from '../compose/simulator.ts';
import { programFile } from '../core/index.ts';

/** Started, never imported: nothing depends on the workers. */
const ENTRY = programFile('worker');
const RESTART_MS = 1_000;
/** Its jobs have 14 s to end in; a worker that is stopped or starved ends so. */
const KILL_MS = 16_000;
/**
 * A worker lives on some 60 MB. Left alone, V8 lets garbage grow with the machine's memory; a lower ceiling has it swept up
 * sooner, and the peak for a million readers is that for ten thousand.
 */
export const WORKER_FLAGS: readonly string[] = ['--max-old-space-size=512'];

/** Tells a worker that it was forked: then it waits where one that was started by a person would refuse. */
export const CHILD = '--child';

export type WorkerProcess = { close(): Promise<void> };

/** Runs a worker as a child of this process, and starts another when it dies. `env` is added to our own. */
export function startWorkerProcess(app: App, env: Record<string, string>): WorkerProcess {
  let child: ChildProcess | undefined;
  let closing = false;
  const start = () => {
    child = fork(ENTRY, [CHILD, ...(env.SES_ENDPOINT ? [BUILT_IN] : [])], {
      env: { ...process.env, ...env },
      execArgv: [...WORKER_FLAGS, ...process.execArgv],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.once('exit', (code, signal) => {
      if (closing) return;
      app.log.error({ code, signal }, 'the worker process ended: starting another');
      setTimeout(() => !closing && start(), RESTART_MS);
    });
  };
  start();
  return {
    async close() {
      closing = true;
      const running = child;
      if (!running || running.exitCode !== null || running.signalCode !== null) return;
      const ended = new Promise((done) => running.once('exit', done));
      running.kill('SIGTERM');
      const late = setTimeout(() => running.kill('SIGKILL'), KILL_MS);
      await ended;
      clearTimeout(late);
    },
  };
}

/** Becomes a worker: `quarterly worker`. */
export async function becomeWorker(): Promise<void> {
  await import(pathToFileURL(ENTRY).href);
}
