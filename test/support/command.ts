import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../bin/quarterly.js', import.meta.url));
const BUILT = fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url));

export type Said = { status: number | null; out: string; err: string };

/** Runs `quarterly …` as an operator would, compiled, with only the environment given. */
export function quarterly(env: Record<string, string>, ...args: string[]): Promise<Said> {
  const child = start(env, args);
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  return new Promise((done) => child.once('close', (status) => done({ status, out, err })));
}

export type Running = {
  said(): string;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Its exit status; null = a signal ended it. */
  ended: Promise<number | null>;
  pid: number;
};

/** Starts a role that runs until it is stopped, or a long command, and waits until it has said `ready`. */
export function quarterlyRunning(
  env: Record<string, string>,
  ready: RegExp,
  ...args: string[]
): Promise<Running> {
  const child = start(env, args);
  let text = '';
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const running: Running = {
    pid: child.pid as number,
    ended,
    said: () => text,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
  return new Promise((done, failed) => {
    const read = (chunk: Buffer) => {
      text += chunk;
      if (ready.test(text)) done(running);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then((status) =>
      failed(new Error(`quarterly ${args.join(' ')} ended with ${status}:\n${text}`)),
    );
  });
}

function start(env: Record<string, string>, args: string[]) {
  if (!existsSync(BUILT)) throw new Error('The journeys run what `npm run build` makes: run it first.');
  return spawn(process.execPath, [BIN, ...args], {
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
