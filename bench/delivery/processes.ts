import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { EditionNumber } from '../../src/core/index.ts';
import { WORKER_FLAGS } from '../../src/processes/worker.ts';

export type Report = { cpuMs: number; seconds: number; peakMb: number };
export type Sender = {
  mode: 'ours' | 'memory' | 'plain' | 'naive';
  endpoint?: string;
  database?: string;
  edition?: EditionNumber;
  mails?: number;
  concurrency?: number;
  /** The folder of a journal, and how long its disk takes; without it there is none. */
  journal?: string;
  syncMs?: number;
};

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const execArgv = ['--import', 'tsx', ...WORKER_FLAGS];

/** Starts the senders, lets all go at the same moment, and returns what each reports. */
export async function send(senders: readonly Sender[]): Promise<Report[]> {
  const children = senders.map((one) => {
    const { mode, endpoint = '', database = '', edition = 1, mails = 0, concurrency = 24 } = one;
    const { journal = '', syncMs = 0 } = one;
    const numbers = [edition, mails, concurrency].map(String);
    const args = [mode, endpoint, database, ...numbers, journal, String(syncMs)];
    return fork(path('sender.ts'), args, { execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  });
  await Promise.all(children.map((child) => message(child)));
  const reports = children.map((child) => message(child) as Promise<Report>);
  for (const child of children) child.send('go');
  return Promise.all(reports);
}

/** Starts one sender that sends until it is stopped. */
export async function sender(one: Sender & { database: string }): Promise<{ pid: number; stop(): void }> {
  const { mode, endpoint = '', database, edition = 1, concurrency = 24 } = one;
  const args = [mode, endpoint, database, String(edition), '0', String(concurrency)];
  const child = fork(path('sender.ts'), args, { execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  await message(child);
  child.send('go');
  return { pid: child.pid ?? 0, stop: () => void child.kill('SIGKILL') };
}

/** The simulator in a process of its own: its work must not count as ours. */
export async function simulator(
  latencyMs: number,
  rate = -1,
  does: 'refuse' | 'measure' = 'refuse',
): Promise<{ url: string; close(): void }> {
  const child = fork(path('simulator.ts'), [String(latencyMs), String(rate), does], {
    execArgv,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const url = (await message(child)) as string;
  return { url, close: () => void child.kill() };
}

async function message(child: ChildProcess): Promise<unknown> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`a process of the bench ended with ${code}`);
  });
  ended.catch(() => {});
  const [said] = await Promise.race([once(child, 'message'), ended]);
  return said;
}
